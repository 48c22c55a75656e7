import FoundationEssentials
import JSON
import Yams

/// A YAML file as JSON, with the line of every value: the decoders are those of JSON, the errors name file and line.
struct YAMLDocument {
    let file: String
    let json: JSON
    private var lines: [JSONPointer: Int] = [:]

    /// - Parameters:
    ///   - path: where the file is.
    ///   - file: what errors call it.
    init(path: String, file: String) throws(TopologyError) {
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
            let text = String(bytes: data, encoding: .utf8)
        else { throw TopologyError(.invalidTopology, "\(file) cannot be read at \(path).") }
        try self.init(text: text, file: file)
    }

    init(text: String, file: String) throws(TopologyError) {
        self.file = file
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw TopologyError(.invalidTopology, "\(file): \(error)")
        }
        guard let root else { throw TopologyError(.invalidTopology, "\(file):1: the file is empty.") }
        var lines: [JSONPointer: Int] = [:]
        json = try Self.convert(root, JSONPointer(), file, &lines)
        self.lines = lines
    }

    /// Reads the whole document. An error names the line of the value that is wrong, or of the one that lacks a member.
    func decode<Result>(_ body: (JSONReader) throws -> Result) throws(TopologyError) -> Result {
        do {
            return try body(JSONReader(json))
        } catch let error as JSONDecodingError {
            throw TopologyError(.invalidTopology, "\(file):\(line(of: error.path)): \(error).")
        } catch {
            throw TopologyError(.invalidTopology, "\(file): \(error).")
        }
    }

    /// The error that the value at a place is wrong.
    func error(at pointer: JSONPointer, _ message: String) -> TopologyError {
        TopologyError(.invalidTopology, "\(file):\(line(of: pointer)): \(message).")
    }

    private func line(of pointer: JSONPointer) -> Int {
        var pointer = pointer
        while true {
            if let line = lines[pointer] { return line }
            guard !pointer.tokens.isEmpty else { return 1 }
            pointer.tokens.removeLast()
        }
    }

    private static func convert(
        _ node: Node, _ pointer: JSONPointer, _ file: String, _ lines: inout [JSONPointer: Int]
    ) throws(TopologyError) -> JSON {
        lines[pointer] = node.mark?.line
        switch node {
        case .scalar(let scalar):
            return convert(scalar)
        case .sequence(let sequence):
            var elements: [JSON] = []
            for (index, element) in sequence.enumerated() {
                elements.append(try convert(element, pointer.appending(index), file, &lines))
            }
            return .array(elements)
        case .mapping(let mapping):
            var object = JSONObject()
            for (key, value) in mapping {
                guard let name = key.string else {
                    throw TopologyError(.invalidTopology, "\(file):\(key.mark?.line ?? 1): a key must be text.")
                }
                object[name] = try convert(value, pointer.appending(name), file, &lines)
                // A member is where its key is: the value of a block begins on the next line.
                lines[pointer.appending(name)] = key.mark?.line
            }
            return .object(object)
        case .alias:
            throw TopologyError(.invalidTopology, "\(file):\(node.mark?.line ?? 1): anchors are not understood here.")
        }
    }

    /// Plain scalars by YAML's JSON schema; everything in quotes is text.
    private static func convert(_ scalar: Node.Scalar) -> JSON {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        switch scalar.string {
        case "", "null", "~": return .null
        case "true": return true
        case "false": return false
        default: return JSONNumber(text: scalar.string).map(JSON.number) ?? .string(scalar.string)
        }
    }
}
