import JSON
import OrderedCollections

/// A value while an expression is evaluated: JSON as it was given, or what the expression made.
enum JSONataValue {
    /// There is no value.
    case undefined
    /// Untouched JSON; also every string, boolean and null.
    case json(JSON)
    /// The result of arithmetic.
    case number(Double)
    case array(JSONataArray)
    case object(JSONataObject)
    case function(JSONataFunction)
    /// A stream of values with what is bound to them, inside of paths.
    case tuples(JSONataTuples)
    /// A call in tail position that is still to be made.
    case tailCall(JSONataTailCall)

    static func string(_ text: String) -> JSONataValue { .json(.string(text)) }
    static func bool(_ value: Bool) -> JSONataValue { .json(.bool(value)) }
    static func int(_ value: Int) -> JSONataValue { .number(Double(value)) }
}

/// An array that the expression made.
final class JSONataArray {
    private(set) var elements: [JSONataValue]
    /// Whether it is a result sequence, of which one element stands for itself.
    var isSequence: Bool
    /// Whether a sequence of one element stays an array.
    var keepsSingleton = false
    /// Whether paths must not flatten it.
    var isConstructed = false
    /// How deep values nest in it.
    private(set) var depth = 1

    init(_ elements: [JSONataValue] = [], isSequence: Bool = false) {
        self.elements = elements
        self.isSequence = isSequence
        for element in elements { depth = max(depth, element.depth + 1) }
    }

    func append(_ value: JSONataValue) {
        elements.append(value)
        let below = value.depth
        if below >= depth { depth = below + 1 }
    }

    /// Looks at the depth of all elements again, after one of them has changed.
    func updateDepth() { depth = 1 + (elements.map(\.depth).max() ?? 0) }
}

/// An object that the expression made.
final class JSONataObject {
    private(set) var members: JSONataMembers
    private(set) var depth = 1

    init() { members = [:] }

    init(_ members: JSONataMembers) {
        self.members = members
        for value in members.values { depth = max(depth, value.depth + 1) }
    }

    subscript(key: String) -> JSONataValue {
        get { members[key] ?? .undefined }
        set {
            members[key] = newValue
            depth = max(depth, newValue.depth + 1)
        }
    }

    func removeValue(forKey key: String) { members.removeValue(forKey: key) }

    /// Looks at the depth of all members again, after one of them has changed.
    func updateDepth() { depth = 1 + (members.values.map(\.depth).max() ?? 0) }
}

/// A call whose function and arguments are still to be evaluated.
final class JSONataTailCall {
    let call: JSONataCall
    let offset: Int
    let input: JSONataValue
    let frame: JSONataFrame

    init(call: JSONataCall, offset: Int, input: JSONataValue, frame: JSONataFrame) {
        self.call = call
        self.offset = offset
        self.input = input
        self.frame = frame
    }
}

/// A stream of values with what is bound to each.
final class JSONataTuples {
    var tuples: [JSONataTuple]

    init(_ tuples: [JSONataTuple] = []) { self.tuples = tuples }
}

/// A value and what is bound to it.
struct JSONataTuple {
    var value: JSONataValue
    var bindings: [(name: Int, value: JSONataValue)] = []

    init(_ value: JSONataValue) { self.value = value }

    mutating func bind(_ name: Int, _ value: JSONataValue) {
        if let index = bindings.firstIndex(where: { $0.name == name }) {
            bindings[index].value = value
        } else {
            bindings.append((name, value))
        }
    }

    /// Takes over value and bindings of another one.
    mutating func merge(_ other: JSONataTuple) {
        value = other.value
        for binding in other.bindings { bind(binding.name, binding.value) }
    }
}
