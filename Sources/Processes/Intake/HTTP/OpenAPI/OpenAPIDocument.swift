import HTTPKit
import Hummingbird
import JSON

/// The description of the API (OpenAPI 3.1), which tests hold real answers against.
enum OpenAPIDocument {
    /// The document.
    static func json() throws -> JSON {
        var components = try JSON.parse(components).objectValue ?? [:]
        var schemas = try JSON.parse(answers).objectValue ?? [:]
        for more in [requests, nativeSchemas] {
            for (name, schema) in try JSON.parse(more).objectValue ?? [:] { schemas[name] = schema }
        }
        components["schemas"] = .object(schemas)
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Muster", "version": "1",
                "description": """
                Reports and alerts become assembled incidents. Times are RFC 3339 in UTC; unknown is null, never \
                missing; keys are added and never renamed. A key that only reads sees no incident of restricted visibility, \
                nor what belongs to one. Bodies of alerts have at most 4 MiB, others 256 KiB.
                """,
            ],
            "security": [["bearer": []], ["basic": []]],
            "paths": .object((incidents + alerts + native).reduce(into: [:]) { $0[$1.path] = $1.json }),
            "components": .object(components),
        ]
    }

    /// Adds `/api/v1/openapi.json`, which needs no key.
    static func add(to router: some RouterMethods<APIContext>) throws {
        let bytes = try json().bytes()
        router.get("/api/v1/openapi.json") { _, _ in Response.json(bytes) }
    }
}
