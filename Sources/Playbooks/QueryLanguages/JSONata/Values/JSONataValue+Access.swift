import JSON
import OrderedCollections

typealias JSONataMembers = OrderedDictionary<String, JSONataValue>

extension JSONataValue {
    var isUndefined: Bool {
        guard case .undefined = self else { return false }
        return true
    }

    var isFunction: Bool {
        guard case .function = self else { return false }
        return true
    }

    /// Whether it is an array of any kind.
    var isArray: Bool {
        switch self {
        case .json(.array), .array: true
        default: false
        }
    }

    /// The number, when it is one.
    var double: Double? {
        switch self {
        case .number(let value): value
        case .json(.number(let number)): number.double
        default: nil
        }
    }

    var string: String? {
        guard case .json(.string(let text)) = self else { return nil }
        return text
    }

    /// The elements, when it is an array.
    var elements: [JSONataValue]? {
        switch self {
        case .array(let array): array.elements
        case .json(.array(let elements)): elements.map(JSONataValue.json)
        default: nil
        }
    }

    /// The elements of an array; any other value alone; nothing when there is no value.
    var asElements: [JSONataValue] {
        if case .undefined = self { return [] }
        return elements ?? [self]
    }

    /// The members, when it is an object.
    var members: JSONataMembers? {
        switch self {
        case .object(let object): return object.members
        case .json(.object(let object)):
            var members = JSONataMembers(minimumCapacity: object.count)
            for (key, value) in object { members[key] = .json(value) }
            return members
        default: return nil
        }
    }

    /// How much it is, where the expression made it.
    @inline(__always)
    var extent: JSONataExtent? {
        switch self {
        case .array(let array): array.extent
        case .object(let object): object.extent
        case .function(let function): JSONataExtent(depth: function.depth)
        default: nil
        }
    }

    /// How many elements or members it has; 1 when it is something else.
    var count: Int {
        switch self {
        case .json(.array(let elements)): elements.count
        case .array(let array): array.elements.count
        case .json(.object(let object)): object.count
        case .object(let object): object.members.count
        default: 1
        }
    }

    /// Whether something holds for all elements of an array.
    func allElements(_ condition: (JSONataValue) -> Bool) -> Bool {
        switch self {
        case .array(let array): array.elements.allSatisfy(condition)
        case .json(.array(let elements)): elements.allSatisfy { condition(.json($0)) }
        default: false
        }
    }

    /// The letter of its type in signatures.
    var symbol: JSONataSignature.Symbol {
        switch self {
        case .undefined, .tuples, .tailCall: UInt8(ascii: "m")
        case .json(.null): UInt8(ascii: "l")
        case .json(.bool): UInt8(ascii: "b")
        case .json(.number), .number: UInt8(ascii: "n")
        case .json(.string): UInt8(ascii: "s")
        case .json(.array), .array: UInt8(ascii: "a")
        case .json(.object), .object: UInt8(ascii: "o")
        case .function: UInt8(ascii: "f")
        }
    }

    /// What `$boolean` makes of it; `nil` when there is no value.
    var truth: Bool? {
        switch self {
        case .undefined: nil
        case .json(.null), .function, .tailCall: false
        case .json(.bool(let value)): value
        case .json(.string(let text)): !text.isEmpty
        case .json(.number(let number)): number.double != 0
        case .number(let value): value != 0 && !value.isNaN
        case .json(.object(let object)): !object.isEmpty
        case .object(let object): !object.members.isEmpty
        case .json(.array(let elements)): elements.contains { JSONataValue.json($0).truth ?? false }
        case .array(let array): array.elements.contains { $0.truth ?? false }
        case .tuples(let tuples): tuples.tuples.contains { $0.value.truth ?? false }
        }
    }

    /// Whether conditions and predicates take it for true.
    var isTrue: Bool { truth ?? false }
}

// MARK: - Equality

extension JSONataValue {
    /// Whether two values are alike in depth (`=`).
    static func areEqual(_ left: JSONataValue, _ right: JSONataValue) -> Bool {
        switch (left, right) {
        case (.json(.string(let left)), .json(.string(let right))):
            return left == right && left.utf8.count == right.utf8.count
        case (.json(let left), .json(let right)): return left == right
        case (.undefined, .undefined): return true
        case (.function(let left), .function(let right)): return left === right
        default: break
        }
        if let left = left.double, let right = right.double { return left == right }
        if let left = left.elements, let right = right.elements {
            return left.count == right.count && zip(left, right).allSatisfy(areEqual)
        }
        if let left = left.members, let right = right.members {
            return left.count == right.count
                && left.allSatisfy { key, value in right[key].map { areEqual(value, $0) } ?? false }
        }
        return false
    }
}
