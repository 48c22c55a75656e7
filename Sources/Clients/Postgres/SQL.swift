/// The text of a statement, written in the program: values reach the server as binds (`$1`, `$2`, …) only.
///
/// It is made from a string literal without interpolation, so that no value can become part of the text.
///
///     try await client.query("select name from core.person where id = $1", [.uuid(id)])
public struct SQL: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The statement as the server gets it.
    public let text: String
    /// Whether connections prepare the statement on first use and keep it: so for literals, whose number is limited by
    /// the program. Trusted text is parsed each time.
    public let isPrepared: Bool

    /// The text of a statement, which stands in the source and is never put together.
    public init(stringLiteral value: StaticString) {
        text = value.description
        isPrepared = true
    }

    /// The escape hatch for text that is not a literal, such as a migration's file. Never pass anything that comes from
    /// outside the program's own files.
    public init(trusted text: String) {
        self.text = text
        isPrepared = false
    }
}
