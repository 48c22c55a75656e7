/// Why a text is not a JSONPath, and where.
public struct JSONPathError: Error, Hashable, Sendable {
    /// The place of the fault, from 0, counted in Unicode scalars.
    public let offset: Int
    /// The fault: "expected a name after \".\"".
    public let reason: String
}

extension JSONPathError: CustomStringConvertible {
    /// The fault and its place in a sentence.
    public var description: String { "\(reason) at offset \(offset)" }
}
