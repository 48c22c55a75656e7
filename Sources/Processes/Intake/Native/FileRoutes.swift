import Encodings
import IncidentStore
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore
import NativeProviders

/// `/api/v1/files`.
struct FileRoutes: Sendable {
    var access: NativeAccess

    private var storage: NativeFileStorage { access.native.storage }

    func add(to router: some RouterMethods<APIContext>) {
        router.get("/api/v1/files/:folder") { request, context in
            try await access.admitReader(request, of: context.segment("folder"))
            return Response.json(try await storage.folder(context.segment("folder")).json)
        }
        router.get("/api/v1/files/:folder/:name") { request, context in try await get(request, context) }
        router.put("/api/v1/files/:folder/:name") { request, context in try await put(request, context) }
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try await access.doorkeeper.admit(request, for: .incidentsWrite)
        let (folder, name) = (try context.segment("folder"), try context.segment("name"))
        let type = MediaType(request.headers[.contentType])?.essence ?? ""
        let file = try await access.bodies.withBody(of: request, limit: NativeFileStorage.fileLimit) { body in
            try await storage.put(
                body, name: name, contentType: Self.isMediaType(type) ? type : "application/octet-stream", by: key.name,
                folder: folder)
        }
        return Response.json(file.json)
    }

    /// Answers with the file as something to save: nothing of it is shown or run in a browser under this address.
    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        try await access.admitReader(request, of: context.segment("folder"))
        let (file, body) = try await storage.file(context.segment("name"), folder: context.segment("folder"))
        let headers: HTTPFields = [
            .contentType: file.contentType, .eTag: "\"\(file.digest)\"",
            .contentDisposition: "attachment; filename*=UTF-8''\(PercentCoding.encode(file.name))",
            .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
        ]
        if request.headers[.ifNoneMatch] == headers[.eTag] {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// Whether a text is a type and a subtype (RFC 9110, section 8.3.1) of a sensible length.
    static func isMediaType(_ text: String) -> Bool {
        text.utf8.count <= 100 && text.wholeMatch(of: /[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+/) != nil
    }
}
