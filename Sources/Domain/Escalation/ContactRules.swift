/// How a person is reached, by how urgent it is.
public struct ContactRules: Sendable, Hashable {
    /// A mail address of somebody of the organisation.
    public var person: String
    /// The ways in the order to try them, by urgency; what is not there is a mail at once.
    public var ways: [Urgency: [ContactRule]]
    /// The name of hours in which pages of low urgency wait for their end; `nil` for none.
    public var quiet: String?

    /// Rules as the program has them; nothing is checked.
    public init(person: String, ways: [Urgency: [ContactRule]] = [:], quiet: String? = nil) {
        self.person = person
        self.ways = ways
        self.quiet = quiet
    }

    /// The ways in the order to try them; at least one.
    public subscript(urgency: Urgency) -> [ContactRule] {
        ways[urgency] ?? [ContactRule(.mail, to: person)]
    }
}
