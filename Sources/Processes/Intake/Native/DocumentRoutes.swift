import IncidentStore
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NativeProviders

/// `/api/v1/documents`.
struct DocumentRoutes: Sendable {
    var access: NativeAccess

    private var documents: NativeDocuments { access.native.documents }

    /// Bytes of a body that a document of the largest size may take as JSON.
    private static let bodyLimit = 2 * NativeDocuments.bodyLimit

    func add(to router: some RouterMethods<APIContext>) {
        router.get("/api/v1/documents/:id") { request, context in
            try await show(request, context, version: nil)
        }
        router.put("/api/v1/documents/:id") { request, context in try await write(request, context) }
        router.get("/api/v1/documents/:id/versions") { request, context in
            try await access.admitReader(request, of: context.segment("id"))
            let versions = try await documents.versions(of: context.segment("id"))
            return Response.json(["items": versions.json, "next_cursor": .null])
        }
        router.get("/api/v1/documents/:id/versions/:version") { request, context in
            guard let version = Int(try context.segment("version")), version > 0 else {
                throw Problem(.notFound, "versions are numbers from 1")
            }
            return try await show(request, context, version: version)
        }
    }

    private func show(_ request: Request, _ context: APIContext, version: Int?) async throws -> Response {
        try await access.admitReader(request, of: context.segment("id"))
        return answer(try await documents.document(context.segment("id"), version: version))
    }

    private func answer(_ document: NativeDocument) -> Response {
        .json(document.json, headers: [.eTag: "\"\(document.version)\""])
    }

    /// Writes a new version: `{"body": "…"}`. With `If-Match`, only when nobody has written since that version.
    private func write(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try await access.doorkeeper.admit(request, for: .incidentsWrite)
        let id = try context.segment("id")
        let version = try request.documentVersion()
        try access.bodies.checkJSON(request.headers)
        return try await access.bodies.withBody(of: request, limit: Self.bodyLimit) { bytes in
            let limits = JSONLimits(depth: 4, bytes: Self.bodyLimit, values: 10)
            let body = JSONReader(try JSON.parse(bytes, limits: limits))
            try body.object(allowing: ["body", "author"])
            let text = try body.string("body", length: 0...NativeDocuments.bodyLimit)
            let author = try body.optionalLine("author", length: 1...200)
            _ = try await documents.write(text, author: author ?? key.name, document: id, basedOn: version)
            return answer(try await documents.document(id))
        }
    }
}

extension Request {
    /// The version that `If-Match` names (RFC 9110, section 13.1.1); `nil` for any.
    fileprivate func documentVersion() throws -> Int? {
        guard let header = headers[.ifMatch], header != "*" else { return nil }
        guard let version = Int(header.filter { $0 != "\"" }), version > 0 else {
            throw Problem(.badRequest, "If-Match must be the ETag of the document")
        }
        return version
    }
}
