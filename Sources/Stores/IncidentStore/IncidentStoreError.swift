/// Why something stored could not be read.
public struct IncidentStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Sendable, Hashable {
        /// The cursor is none that a page gave.
        case invalidCursor
        /// What is stored cannot be read by this version.
        case unreadable
    }

    /// What kind of failure it is.
    public var code: Code
    /// What is wrong, safe to show.
    public var detail: String

    /// A failure of this kind.
    /// - Parameter detail: for a cursor the text that is none, else a sentence; safe to show.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The detail; for a cursor in a sentence that says what to use instead.
    public var description: String {
        switch code {
        case .invalidCursor: "\(detail) is no cursor of this list: ask for the first page, then use its next_cursor"
        case .unreadable: detail
        }
    }
}
