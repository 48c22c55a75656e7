import JSON
import Yams

/// Turns nodes into JSON and notes their places. Aliases can make a small file a large value, so values are counted.
struct YAMLConverter {
    let name: String
    let limits: JSONLimits
    var places: [JSONPointer: YAMLPlace] = [:]
    private var values = 0
    private var bytes = 0

    init(name: String, limits: JSONLimits) {
        self.name = name
        self.limits = limits
    }

    mutating func convert(_ node: Node, at pointer: JSONPointer) throws(YAMLError) -> JSON {
        let place = node.mark.map(YAMLPlace.init)
        if let place, places[pointer] == nil { places[pointer] = place }
        values += 1
        guard values <= limits.values, pointer.tokens.count <= limits.depth, bytes <= 2 * limits.bytes else {
            throw YAMLError(file: name, place: place, "there is too much in the file, or too deep")
        }
        switch node {
        case .scalar(let scalar):
            bytes += scalar.string.utf8.count
            return value(scalar)
        case .sequence(let sequence):
            var elements: [JSON] = []
            for (index, element) in sequence.enumerated() {
                elements.append(try convert(element, at: pointer.appending(index)))
            }
            return .array(elements)
        case .mapping(let mapping): return .object(try object(mapping, at: pointer))
        case .alias: throw YAMLError(file: name, place: place, "an alias must follow its anchor")
        }
    }

    private mutating func object(
        _ mapping: Node.Mapping, at pointer: JSONPointer
    ) throws(YAMLError) -> JSONObject {
        var object = JSONObject(minimumCapacity: mapping.count)
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                throw YAMLError(file: name, place: key.mark.map(YAMLPlace.init), "a key must be plain text")
            }
            let place = scalar.mark.map(YAMLPlace.init)
            // Yams tells `1` and `"1"` apart, JSON does not.
            guard object[scalar.string] == nil else {
                throw YAMLError(file: name, place: place, "`\(scalar.string)` stands here twice. Keep one of them")
            }
            bytes += scalar.string.utf8.count
            let member = pointer.appending(scalar.string)
            // A member is where its key is: the value of a block begins on the next line.
            places[member] = place
            object[scalar.string] = try convert(value, at: member)
        }
        return object
    }

    private func value(_ scalar: Node.Scalar) -> JSON {
        let text = scalar.string
        guard scalar.style == .plain || scalar.style == .any, scalar.tag.description != Tag.Name.str.rawValue else {
            return .string(text)
        }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default:
            guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
                return .string(text)
            }
            return JSONNumber(text: text).map(JSON.number) ?? .string(text)
        }
    }
}
