import JSON
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import NativeProviders

/// `/api/v1/documents`.
struct DocumentRoutes: Sendable {
    var access: NativeAccess

    private var documents: NativeDocuments { access.native.documents }

    var endpoints: [Endpoint] {
        let path = "/api/v1/documents/{id}"
        return [
            Endpoint(.get, path, "readDocument", for: .incidentsRead) { call in
                answer(try await documents.document(call.place(in: access), version: nil))
            },
            // With `If-Match`, only when nobody has written since that version.
            Endpoint(
                .put, path, "writeDocument", for: .incidentsWrite, reading: .ifMatch, body: VersionRequest.self,
                limit: VersionRequest.bodyLimit, answer: write),
            Endpoint(.get, "\(path)/versions", "listVersions", for: .incidentsRead) { call in
                let versions = try await documents.versions(of: call.place(in: access))
                return .json(["items": versions.json, "next_cursor": .null])
            },
            Endpoint(.get, "\(path)/versions/{version}", "readVersion", for: .incidentsRead) { call in
                guard let version = Int(try call.segment("version")), version > 0 else {
                    throw Problem(.notFound, "versions are numbers from 1")
                }
                return answer(try await documents.document(call.place(in: access), version: version))
            },
        ]
    }

    private func answer(_ document: NativeDocument) -> Response {
        .json(document.json, headers: [.eTag: "\"\(document.version)\""])
    }

    @Sendable private func write(_ call: Call, _ new: VersionRequest) async throws -> Response {
        let id = try call.segment("id")
        _ = try await documents.write(
            new.body, author: new.author ?? call.principal.name, document: id, basedOn: call.version)
        return answer(try await documents.document(id))
    }
}
