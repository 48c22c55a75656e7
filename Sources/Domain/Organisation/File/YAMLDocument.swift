public import JSON
import Yams

/// A YAML file as JSON, which still knows where each value stood.
///
/// Plain scalars are read by the core schema of YAML 1.2: `yes` and `2026-01-05` are strings. Keys are strings. Anchors
/// are resolved within the limits.
public struct YAMLDocument: Sendable {
    /// The value of the whole file.
    public let root: JSON
    private let marks: [JSONPointer: Place]

    /// Lines and columns are counted from 1.
    public struct Place: Sendable, Hashable {
        public let line: Int
        public let column: Int
    }

    /// - Parameters:
    ///   - text: the file.
    ///   - name: what errors call it.
    public init(_ text: String, named name: String, limits: JSONLimits = .default) throws(ConfigurationFileError) {
        guard text.utf8.count <= limits.bytes else {
            throw ConfigurationFileError(file: name, place: nil, "the file has more than \(limits.bytes) bytes")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw ConfigurationFileError(file: name, yaml: error)
        }
        guard let node else { throw ConfigurationFileError(file: name, place: nil, "the file is empty") }
        var converter = Converter(name: name, limits: limits)
        root = try converter.convert(node, at: JSONPointer())
        marks = converter.marks
    }

    /// Where the value that a pointer names begins, or the nearest value around it.
    public func place(of pointer: JSONPointer) -> Place? {
        var pointer = pointer
        while true {
            if let place = marks[pointer] { return place }
            guard !pointer.tokens.isEmpty else { return nil }
            pointer.tokens.removeLast()
        }
    }
}

/// Turns nodes into JSON and notes their places. Anchors can make a small file a large value, so values are counted.
private struct Converter {
    let name: String
    let limits: JSONLimits
    var marks: [JSONPointer: YAMLDocument.Place] = [:]
    var values = 0

    mutating func convert(_ node: Node, at pointer: JSONPointer) throws(ConfigurationFileError) -> JSON {
        let place = node.mark.map { YAMLDocument.Place(line: $0.line, column: $0.column) }
        if let place, marks[pointer] == nil { marks[pointer] = place }
        values += 1
        guard values <= limits.values, pointer.tokens.count <= limits.depth else {
            throw ConfigurationFileError(file: name, place: place, "there is too much in the file, or too deep")
        }
        switch node {
        case .scalar(let scalar): return try convert(scalar, place)
        case .sequence(let sequence):
            var elements: [JSON] = []
            for (index, element) in sequence.enumerated() {
                elements.append(try convert(element, at: pointer.appending(index)))
            }
            return .array(elements)
        case .mapping(let mapping):
            var object = JSONObject(minimumCapacity: mapping.count)
            for (key, value) in mapping {
                guard case .scalar(let name) = key else {
                    throw ConfigurationFileError(file: self.name, place: place, "a key must be a plain text")
                }
                let member = pointer.appending(name.string)
                if let mark = name.mark { marks[member] = YAMLDocument.Place(line: mark.line, column: mark.column) }
                object[name.string] = try convert(value, at: member)
            }
            return .object(object)
        case .alias: throw ConfigurationFileError(file: name, place: place, "an alias must follow its anchor")
        }
    }

    private func convert(
        _ scalar: Node.Scalar, _ place: YAMLDocument.Place?
    ) throws(ConfigurationFileError) -> JSON {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return JSONNumber(text: scalar.string).map(JSON.number) ?? .string(scalar.string)
        }
    }
}
