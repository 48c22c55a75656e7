public import FoundationEssentials

// The same reads one level down: of a member that must be there, or that may be absent or `null`.
extension JSONReader {
    /// The object that is this member.
    public func object(_ key: String, allowing keys: [String]) throws(JSONDecodingError) -> JSONReader {
        try member(key).object(allowing: keys)
    }

    /// The object that is this member, if any.
    public func optionalObject(_ key: String, allowing keys: [String]) throws(JSONDecodingError) -> JSONReader? {
        try optional(key)?.object(allowing: keys)
    }

    /// The string that is this member.
    /// - Parameter length: how many Unicode scalars it may have.
    public func string(_ key: String, length: ClosedRange<Int>) throws(JSONDecodingError) -> String {
        try member(key).string(length: length)
    }

    /// The string that is this member, if any.
    public func optionalString(_ key: String, length: ClosedRange<Int>) throws(JSONDecodingError) -> String? {
        try optional(key)?.string(length: length)
    }

    /// The strings of the array that is this member.
    public func strings(_ key: String, max: Int, length: ClosedRange<Int>) throws(JSONDecodingError) -> [String] {
        var result: [String] = []
        for element in try array(key, max: max) { result.append(try element.string(length: length)) }
        return result
    }

    /// The strings of the array that is this member; none when it is absent or `null`.
    public func optionalStrings(
        _ key: String, max: Int, length: ClosedRange<Int>
    ) throws(JSONDecodingError) -> [String] {
        try optional(key) == nil ? [] : strings(key, max: max, length: length)
    }

    /// The whole number that is this member.
    public func int(_ key: String, in range: ClosedRange<Int>) throws(JSONDecodingError) -> Int {
        try member(key).int(in: range)
    }

    /// The whole number that is this member, if any.
    public func optionalInt(_ key: String, in range: ClosedRange<Int>) throws(JSONDecodingError) -> Int? {
        try optional(key)?.int(in: range)
    }

    /// The number that is this member.
    public func double(_ key: String, in range: ClosedRange<Double>) throws(JSONDecodingError) -> Double {
        try member(key).double(in: range)
    }

    /// The number that is this member, if any.
    public func optionalDouble(_ key: String, in range: ClosedRange<Double>) throws(JSONDecodingError) -> Double? {
        try optional(key)?.double(in: range)
    }

    /// The boolean that is this member.
    public func bool(_ key: String) throws(JSONDecodingError) -> Bool { try member(key).bool() }

    /// The boolean that is this member, if any.
    public func optionalBool(_ key: String) throws(JSONDecodingError) -> Bool? { try optional(key)?.bool() }

    /// The elements of the array that is this member.
    public func array(_ key: String, max: Int) throws(JSONDecodingError) -> [JSONReader] {
        try member(key).elements(max: max)
    }

    /// The elements of the array that is this member; none when it is absent or `null`.
    public func optionalArray(_ key: String, max: Int) throws(JSONDecodingError) -> [JSONReader] {
        try optional(key)?.elements(max: max) ?? []
    }

    /// The elements of the array that is this member, each as what reads itself from it.
    public func array<T: JSONDecodable>(
        _ key: String, of type: T.Type, max: Int
    ) throws(JSONDecodingError) -> [T] {
        var result: [T] = []
        for element in try array(key, max: max) { result.append(try element.decode(type)) }
        return result
    }

    /// The instant that is this member.
    public func timestamp(_ key: String) throws(JSONDecodingError) -> Date { try member(key).timestamp() }

    /// The instant that is this member, if any.
    public func optionalTimestamp(_ key: String) throws(JSONDecodingError) -> Date? { try optional(key)?.timestamp() }

    /// The UUID that is this member.
    public func uuid(_ key: String) throws(JSONDecodingError) -> UUID { try member(key).uuid() }

    /// The UUID that is this member, if any.
    public func optionalUUID(_ key: String) throws(JSONDecodingError) -> UUID? { try optional(key)?.uuid() }

    /// The case that is this member; the error lists all of them.
    public func enumeration<T: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: T.Type
    ) throws(JSONDecodingError) -> T {
        try member(key).enumeration(of: type)
    }

    /// The case that is this member, if any; the error lists all of them.
    public func optionalEnumeration<T: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: T.Type
    ) throws(JSONDecodingError) -> T? {
        try optional(key)?.enumeration(of: type)
    }

    /// The member as what reads itself from it.
    public func decode<T: JSONDecodable>(_ key: String, as type: T.Type = T.self) throws(JSONDecodingError) -> T {
        try member(key).decode(type)
    }

    /// The member as what reads itself from it, if any.
    public func optionalDecode<T: JSONDecodable>(
        _ key: String, as type: T.Type = T.self
    ) throws(JSONDecodingError) -> T? {
        try optional(key)?.decode(type)
    }
}
