import Encodings
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import NIOCore
import NativeProviders

/// `/api/v1/files`.
struct FileRoutes: Sendable {
    var access: NativeAccess

    private var storage: NativeFileStorage { access.native.storage }

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/files/{id}", "showFolder", for: .incidentsRead) { call in
                .json(try await storage.folder(call.place(in: access)).json)
            },
            Endpoint(.get, "/api/v1/files/{id}/{file}", "readFile", for: .incidentsRead, answer: get),
            Endpoint(.put, "/api/v1/files/{id}/{file}", "storeFile", for: .incidentsWrite, answer: put),
        ]
    }

    @Sendable private func put(_ call: Call) async throws -> Response {
        let (folder, name) = (try call.segment("id"), try call.segment("file"))
        let type = MediaType(call.request.headers[.contentType])?.essence ?? ""
        let file = try await call.bodies.withBody(of: call.request, limit: NativeFileStorage.fileLimit) { body in
            try await storage.put(
                body, name: name, contentType: Self.isMediaType(type) ? type : "application/octet-stream",
                by: call.principal.name, folder: folder)
        }
        return .json(file.json)
    }

    /// Answers with the file as something to save: nothing of it is shown or run in a browser under this address.
    @Sendable private func get(_ call: Call) async throws -> Response {
        let folder = try await call.place(in: access)
        let (file, body) = try await storage.file(call.segment("file"), folder: folder)
        let headers: HTTPFields = [
            .contentType: file.contentType, .eTag: "\"\(file.digest)\"",
            .contentDisposition: "attachment; filename*=UTF-8''\(PercentCoding.encode(file.name))",
            .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
        ]
        if call.request.headers[.ifNoneMatch] == headers[.eTag] {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// Whether a text is a type and a subtype (RFC 9110, section 8.3.1) of a sensible length.
    static func isMediaType(_ text: String) -> Bool {
        text.utf8.count <= 100 && text.wholeMatch(of: /[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+/) != nil
    }
}
