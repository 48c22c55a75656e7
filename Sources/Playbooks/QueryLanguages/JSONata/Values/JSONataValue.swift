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

/// How much a value that the expression made is. A part that is there several times counts as often, as that is how
/// often whoever goes over the value meets it.
struct JSONataExtent {
    /// How deep values nest in it.
    private(set) var depth = 1
    /// How many values there are in it; untouched JSON counts as one.
    private(set) var values = 1

    init() {}

    init(depth: Int) { self.depth = depth }

    @inline(__always)
    mutating func include(_ value: JSONataValue) {
        guard let other = value.extent else {
            values += 1
            return
        }
        depth = max(depth, other.depth + 1)
        values = min(values + other.values, 1 << 40)
    }
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
    private(set) var extent = JSONataExtent()

    init(_ elements: [JSONataValue] = [], isSequence: Bool = false) {
        self.elements = elements
        self.isSequence = isSequence
        for element in elements { extent.include(element) }
    }

    func append(_ value: JSONataValue) {
        elements.append(value)
        extent.include(value)
    }

    /// Looks at the extent of all elements again, after one of them has changed.
    func updateExtent() {
        extent = JSONataExtent()
        for element in elements { extent.include(element) }
    }
}

/// An object that the expression made.
final class JSONataObject {
    private(set) var members: JSONataMembers
    private(set) var extent = JSONataExtent()

    init() { members = [:] }

    init(_ members: JSONataMembers) {
        self.members = members
        for value in members.values { extent.include(value) }
    }

    subscript(key: String) -> JSONataValue {
        get { members[key] ?? .undefined }
        set {
            members[key] = newValue
            extent.include(newValue)
        }
    }

    func removeValue(forKey key: String) { members.removeValue(forKey: key) }

    /// Looks at the extent of all members again, after one of them has changed.
    func updateExtent() {
        extent = JSONataExtent()
        for value in members.values { extent.include(value) }
    }
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
