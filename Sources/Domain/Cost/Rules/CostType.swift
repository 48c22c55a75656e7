/// A kind of cost that people enter by hand: what a vendor charges, what was not sold.
public struct CostType: Sendable, Hashable {
    /// What entries call it: 1 to 100 characters.
    public var name: String
    /// What it is, for those who enter it; may be empty.
    public var description: String
    /// Whether it arises as long as the trouble lasts: an entry that says no times is spread from when that was detected to
    /// when it was stable.
    public var accrues: Bool

    /// As the program has it; nothing is checked.
    public init(name: String, description: String = "", accrues: Bool = false) {
        self.name = name
        self.description = description
        self.accrues = accrues
    }
}
