import OrderedCollections

/// The members of a JSON object, in the order they were written.
///
/// Equality and hash do not depend on the order. Keys that Unicode holds for equivalent (a composed and a decomposed é)
/// are one key.
public struct JSONObject: Sendable {
    private var members: OrderedDictionary<String, JSON>

    /// An object without members.
    public init() { members = [:] }

    /// An object without members, with room for so many.
    public init(minimumCapacity: Int) { members = OrderedDictionary(minimumCapacity: minimumCapacity) }

    /// An object with these members; of equal keys the last one counts, at the place of the first.
    public init(_ members: some Sequence<(String, JSON)>) {
        self.members = OrderedDictionary(minimumCapacity: members.underestimatedCount)
        for (key, value) in members { self.members.updateValue(value, forKey: key) }
    }

    /// The keys, in order.
    public var keys: [String] { Array(members.keys) }

    /// The values, in order.
    public var values: [JSON] { Array(members.values) }

    /// The member with this key. Setting `nil` removes it; a new key goes to the end.
    public subscript(key: String) -> JSON? {
        get { members[key] }
        set { members[key] = newValue }
    }

    /// Sets a member and returns what it was, `nil` when it is new.
    @discardableResult
    public mutating func updateValue(_ value: JSON, forKey key: String) -> JSON? {
        members.updateValue(value, forKey: key)
    }

    /// Removes a member and returns what it was.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSON? { members.removeValue(forKey: key) }

    /// The object with the values replaced, in the same order.
    public func mapValues<E: Error>(_ transform: (JSON) throws(E) -> JSON) throws(E) -> JSONObject {
        var result = self
        for (key, value) in members.elements { result.members[key] = try transform(value) }
        return result
    }

    /// The object without the members that are `null`.
    public func omittingNulls() -> JSONObject {
        var result = JSONObject(minimumCapacity: count)
        for (key, value) in self where !value.isNull { result[key] = value }
        return result
    }
}

extension JSONObject: RandomAccessCollection {
    /// One member.
    public typealias Element = (key: String, value: JSON)

    /// 0.
    public var startIndex: Int { 0 }
    /// How many members there are.
    public var endIndex: Int { members.count }
    /// The member at a place, counted from 0 in the order of insertion.
    public subscript(position: Int) -> Element { members.elements[position] }
}

extension JSONObject: Hashable {
    /// By members, whatever their order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        return left.allSatisfy { right[$0.key] == $0.value }
    }

    /// Equal objects hash alike, whatever the order of their members.
    public func hash(into hasher: inout Hasher) {
        var combined = 0
        for (key, value) in self {
            var member = Hasher()
            member.combine(key)
            member.combine(value)
            combined ^= member.finalize()
        }
        hasher.combine(count)
        hasher.combine(combined)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Of members with equal keys the last one counts.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(minimumCapacity: elements.count)
        for (key, value) in elements { updateValue(value, forKey: key) }
    }
}
