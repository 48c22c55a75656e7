/// Why a body cannot be used: every fault of it, in the words of the product whose format it is.
public struct AlertRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, each with the name of its member.
    public var faults: [String]

    /// At least one fault.
    public init(_ faults: [String]) { self.faults = faults }

    /// All of it in a line.
    public var description: String { faults.joined(separator: "; ") }
}
