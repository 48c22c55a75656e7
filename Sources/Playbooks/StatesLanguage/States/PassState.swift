import JSON

/// Gives its input on, or what it says itself (specification, "Pass State").
struct PassState: Sendable {
    /// `Result`, a literal in which nothing is computed.
    let result: JSON?
}
