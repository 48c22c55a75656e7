/// The name people call an incident by: `INC-` and its number.
public struct IncidentName: Sendable, Hashable, CustomStringConvertible {
    /// The number, from 1, in the order of creation. Numbers may have gaps.
    public let number: Int64

    /// Reads a name in any case; `nil` when it is not one.
    public init?(_ text: String) {
        guard text.utf8.count <= 23, text.prefix(4).uppercased() == "INC-" else { return nil }
        let digits = text.dropFirst(4)
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(digits),
            number > 0
        else { return nil }
        self.number = number
    }

    /// The name of an incident whose number is known.
    /// - Parameter number: from 1.
    public init(number: Int64) {
        self.number = number
    }

    /// `INC-17`.
    public var description: String { "INC-\(number)" }
}
