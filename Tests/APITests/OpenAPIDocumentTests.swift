import JSON
import Testing

@testable import API

@Suite struct OpenAPIDocumentTests {
    @Test func everyReferenceIsThere() throws {
        let document = try OpenAPIDocument.json()
        var references: [String] = []
        collect(document, &references)
        #expect(references.count > 40)
        for reference in references {
            let target = reference.split(separator: "/").dropFirst().reduce(document as JSON?) { $0?[String($1)] }
            #expect(target != nil, "\(reference)")
        }
    }

    /// Whoever sends something learns from the document how much of it is taken.
    @Test func whatIsSentHasItsBounds() throws {
        let document = try OpenAPIDocument.json()
        for (name, parameter) in document["components"]?["parameters"]?.objectValue ?? [:] {
            #expect(unbounded(parameter["schema"] ?? .null, in: document) == [], "parameter \(name)")
        }
        var bodies = 0
        for (path, item) in document["paths"]?.objectValue ?? [:] {
            for (method, operation) in item.objectValue ?? [:] {
                for (type, media) in operation["requestBody"]?["content"]?.objectValue ?? [:]
                where type != "application/octet-stream" {
                    bodies += 1
                    #expect(unbounded(media["schema"] ?? .null, in: document) == [], "\(method) \(path)")
                }
            }
        }
        #expect(bodies > 30)
    }

    /// The places of a schema that say which type is taken and not how much of it.
    private func unbounded(_ schema: JSON, in document: JSON, at place: String = "") -> [String] {
        if let reference = schema["$ref"]?.stringValue {
            let target = reference.split(separator: "/").dropFirst().reduce(document as JSON?) { $0?[String($1)] }
            return unbounded(target ?? .null, in: document, at: place)
        }
        var places: [String] = []
        for option in (schema["anyOf"]?.arrayValue ?? []) + (schema["allOf"]?.arrayValue ?? []) {
            places += unbounded(option, in: document, at: place)
        }
        for part in ["then", "else", "items"] {
            if let part = schema[part] { places += unbounded(part, in: document, at: place) }
        }
        for (name, member) in schema["properties"]?.objectValue ?? [:] {
            places += unbounded(member, in: document, at: "\(place)/\(name)")
        }
        let bounds: [String: [String]] = [
            "string": ["maxLength", "enum", "format", "pattern"], "integer": ["maximum"],
            "array": ["maxItems", "items"],
        ]
        let types = schema["type"]?.arrayValue ?? schema["type"].map { [$0] } ?? []
        for type in types.compactMap(\.stringValue) {
            guard let known = bounds[type] else { continue }
            if !known.contains(where: { schema[$0] != nil }) { places.append("\(place): \(type)") }
        }
        return places
    }

    @Test func everyLinkLeadsToAnOperationThatHasItsParameters() throws {
        let document = try OpenAPIDocument.json()
        var parameters: [String: Set<String>] = [:]
        var links: [JSON] = []
        for (_, item) in document["paths"]?.objectValue ?? [:] {
            let shared = item["parameters"]?.arrayValue ?? []
            for (method, operation) in item.objectValue ?? [:] where method != "parameters" {
                let own = shared + (operation["parameters"]?.arrayValue ?? [])
                let names = own.compactMap { parameter in
                    parameter["$ref"]?.stringValue?.split(separator: "/").last.flatMap {
                        document["components"]?["parameters"]?[String($0)]?["name"]?.stringValue
                    }
                }
                parameters[operation["operationId"]?.stringValue ?? ""] = Set(names)
                for (_, response) in operation["responses"]?.objectValue ?? [:] {
                    links += (response["links"]?.objectValue ?? [:]).map(\.value)
                }
            }
        }
        #expect(links.count > 40)
        for link in links {
            let known = try #require(parameters[link["operationId"]?.stringValue ?? ""], "\(link)")
            let said = Set((link["parameters"]?.objectValue ?? [:]).map(\.key))
            #expect(!said.isEmpty && said.isSubset(of: known), "\(link)")
        }
    }

    private func collect(_ json: JSON, _ references: inout [String]) {
        for (name, value) in json.objectValue ?? [:] {
            if name == "$ref", let reference = value.stringValue { references.append(reference) }
            collect(value, &references)
        }
        for element in json.arrayValue ?? [] { collect(element, &references) }
    }
}
