import HTTPTypes
import HTTPKit
import HummingbirdCore
import JSON
import YAML

/// The description of the API (OpenAPI 3.1): `openapi.yaml`, which is part of the program.
enum OpenAPIDocument {
    /// The document.
    static func json() throws -> JSON {
        try YAMLDocument(String(decoding: PackageResources.openapi_yaml, as: UTF8.self), named: "openapi.yaml").root
    }

    /// `/api/v1/openapi.json`, which needs no key.
    static func endpoint() throws -> Endpoint {
        let bytes = try json().bytes()
        return Endpoint(anyone: .get, "/api/v1/openapi.json") { _ in .json(bytes) }
    }
}
