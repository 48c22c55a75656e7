public import JSON

/// A row that was not counted, or not all of it, and why.
public struct CostProblem: Sendable, Hashable, JSONEncodable {
    /// Which row: its id, or the person whose rows they are.
    public var row: String
    /// What is wrong, and what to do about it.
    public var detail: String

    /// `row` and `detail`.
    public var json: JSON { ["row": .string(row), "detail": .string(detail)] }
}
