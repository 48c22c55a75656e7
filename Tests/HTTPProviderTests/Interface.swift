import Foundation
import JSON
import Yams

/// `openapi.yaml`, as far as exchanges are held against it: operations, statuses, required and known members.
struct Interface {
    struct Operation {
        var id: String
        var node: Node
    }

    private let root: Node

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Providers/HTTPProvider/openapi.yaml")
        root = try Yams.compose(yaml: String(contentsOf: file, encoding: .utf8)) ?? Node("")
    }

    private var all: [Operation] {
        let paths = root["paths"]?.mapping.map { Array($0.values) } ?? []
        return paths.flatMap { path in
            (path.mapping.map { Array($0.values) } ?? []).compactMap { node in
                node["operationId"]?.string.map { Operation(id: $0, node: node) }
            }
        }
    }

    /// The ids of all operations.
    var operations: Set<String> { Set(all.map(\.id)) }

    /// - Parameter name: as calls are named: `group.add-member`.
    func operation(for name: String) -> Operation? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2 else { return nil }
        let id =
            switch parts[1] {
            case "add-member": "add-member-to-\(parts[0])"
            case "remove-member": "remove-member-from-\(parts[0])"
            default: "\(parts[1])-\(parts[0])"
            }
        return all.first { $0.id == id }
    }

    /// What is wrong with an exchange.
    func complaints(_ operation: Operation, request: JSON, status: Int, answer: JSON) -> [String] {
        // Not by subscript: a quoted number is another key to Yams than the same text unquoted.
        let responses = operation.node["responses"]?.mapping.map { Array($0) } ?? []
        guard let response = responses.first(where: { $0.key.string == "\(status)" })?.value else {
            return ["status \(status)"]
        }
        return complaints("request", request, operation.node["requestBody"])
            + complaints("answer", answer, resolve(response))
    }

    private func complaints(_ what: String, _ value: JSON, _ description: Node?) -> [String] {
        guard let schema = description?["content"]?["application/json"]?["schema"] else {
            return value == .null ? [] : ["\(what) has a body"]
        }
        return complaints(what, value, schema: resolve(schema))
    }

    private func complaints(_ what: String, _ value: JSON, schema: Node) -> [String] {
        guard let object = value.objectValue else { return ["\(what) is no object"] }
        let required = schema["required"]?.sequence.map { $0.compactMap(\.string) } ?? []
        let known = schema["properties"]?.mapping.map { $0.keys.compactMap(\.string) } ?? []
        let missing = required.filter { object[$0] == nil }.map { "\(what) lacks \($0)" }
        let foreign = object.map(\.key).filter { !known.contains($0) }.map { "\(what) has \($0)" }
        let items = value["items"]?.arrayValue ?? []
        let inner = schema["properties"]?["items"]?["items"].map(resolve)
        return missing + foreign + items.flatMap { item in inner.map { complaints("item", item, schema: $0) } ?? [] }
    }

    private func resolve(_ node: Node) -> Node {
        guard let reference = node["$ref"]?.string, reference.hasPrefix("#/") else { return node }
        return reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] ?? Node("") }
    }
}
