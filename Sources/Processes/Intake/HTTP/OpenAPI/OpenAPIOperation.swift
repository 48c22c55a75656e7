import IncidentStore
import JSON

/// One operation of the API, as the document describes it.
struct OpenAPIOperation: Sendable {
    /// What an answer or a request holds.
    struct Content: Sendable {
        var mediaType: String
        var schema: JSON

        /// JSON of a schema of the document.
        static func json(_ schema: String, as mediaType: String = "application/json") -> Content {
            Content(mediaType: mediaType, schema: ["$ref": .string("#/components/schemas/\(schema)")])
        }

        /// JSON with many of a schema of the document.
        static func jsonArray(_ schema: String, as mediaType: String) -> Content {
            let items: JSON = ["$ref": .string("#/components/schemas/\(schema)")]
            return Content(mediaType: mediaType, schema: ["type": "array", "items": items])
        }

        static func text(_ mediaType: String) -> Content {
            Content(mediaType: mediaType, schema: ["type": "string"])
        }
    }

    struct Answer: Sendable {
        var status: Int
        var description: String
        var content: Content
    }

    var method: String
    var summary: String
    var scope: Scope
    /// Names of the document's parameters.
    var parameters: [String] = []
    var requests: [Content] = []
    var answers: [Answer]

    /// An operation with one answer.
    init(
        _ method: String, _ summary: String, scope: Scope, parameters: [String] = [], requests: [Content] = [],
        status: Int = 200, _ description: String, _ content: Content
    ) {
        self.init(
            method, summary, scope: scope, parameters: parameters, requests: requests,
            answers: [Answer(status: status, description: description, content: content)])
    }

    init(
        _ method: String, _ summary: String, scope: Scope, parameters: [String] = [], requests: [Content],
        answers: [Answer]
    ) {
        self.method = method
        self.summary = summary
        self.scope = scope
        self.parameters = parameters
        self.requests = requests
        self.answers = answers
    }

    /// The operation object (OpenAPI 3.1, section 4.8.10).
    var json: JSON {
        var responses: JSONObject = [:]
        for answer in answers {
            responses["\(answer.status)"] = [
                "description": .string(answer.description), "content": Self.json([answer.content]),
            ]
        }
        responses["default"] = ["$ref": "#/components/responses/Problem"]
        var operation: JSONObject = [
            "summary": .string(summary), "description": .string("Needs a key with the scope \(scope.rawValue)."),
        ]
        if !parameters.isEmpty { operation["parameters"] = Self.references(parameters) }
        if !requests.isEmpty { operation["requestBody"] = ["required": true, "content": Self.json(requests)] }
        operation["responses"] = .object(responses)
        return .object(operation)
    }

    /// References to parameters of the document.
    static func references(_ parameters: [String]) -> JSON {
        .array(parameters.map { ["$ref": .string("#/components/parameters/\($0)")] })
    }

    private static func json(_ contents: [Content]) -> JSON {
        .object(contents.reduce(into: [:]) { $0[$1.mediaType] = ["schema": $1.schema] })
    }
}

/// What can be done at one address.
struct OpenAPIPath: Sendable {
    var path: String
    var operations: [OpenAPIOperation]

    init(_ path: String, _ operations: OpenAPIOperation...) {
        self.path = path
        self.operations = operations
    }

    /// The path item object (OpenAPI 3.1, section 4.8.9). Each `{name}` in the path is a parameter of the document.
    var json: JSON {
        var item: JSONObject = [:]
        let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        if !names.isEmpty {
            item["parameters"] = OpenAPIOperation.references(names.map { $0.prefix(1).uppercased() + $0.dropFirst() })
        }
        for operation in operations { item[operation.method] = operation.json }
        return .object(item)
    }
}
