public import FoundationEssentials

/// A shift as another system lists it.
public struct ListedShift: Sendable, Hashable {
    /// A mail address in small letters.
    public var person: String
    /// Its start.
    public var from: Date
    /// After `from`.
    public var until: Date

    init(_ person: String, from: Date, until: Date) {
        self.person = person.lowercased()
        self.from = from
        self.until = until
    }
}
