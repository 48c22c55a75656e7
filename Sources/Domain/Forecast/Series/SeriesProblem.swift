/// Something about a series as it was read that whoever gave it should know.
public struct SeriesProblem: Sendable, Hashable, CustomStringConvertible {
    /// The line of the file; `nil` for what is about the whole.
    public let line: Int?
    /// A sentence that says what is wrong, and what was made of it.
    public let text: String

    /// `Line 5: …`.
    public var description: String { line.map { "Line \($0): \(text)" } ?? text }
}
