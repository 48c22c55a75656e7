public import FoundationEssentials
public import LetterStore
import Postgres

/// A dead letter as a reader sees it: of one that is closed to them, what one needs to mend the pipeline and no more.
public struct ShownLetter: Sendable, Hashable {
    private let letter: DeadLetter
    /// Whether it is open to the reader.
    public let isOpen: Bool

    /// Reads a row with the letter's columns and `sees`.
    init(_ row: PostgresRow) throws {
        letter = try DeadLetter(row)
        isOpen = try row.decode("sees")
    }

    /// All of it; `nil` when it is closed to the reader.
    public var whole: DeadLetter? { isOpen ? letter : nil }
    /// Its id.
    public var id: UUID { letter.id }
    /// The worker that gave up.
    public var worker: String { letter.worker }
    /// Such as `muster.incident.opened.v1`; `nil` when the message does not say.
    public var messageType: String? { letter.messageType }
    /// The same for all letters of one cause.
    public var group: String { letter.group }
    /// Where in the worker it failed.
    public var place: String { letter.place }
    /// The word for the failure.
    public var errorCode: String { letter.errorCode }
    /// Tries before the worker gave up.
    public var attempts: Int { letter.attempts }
    /// When the first of them failed.
    public var firstFailedAt: Date? { letter.firstFailedAt }
    /// When it was kept.
    public var deadAt: Date { letter.deadAt }
    /// What became of it.
    public var state: DeadLetterState { letter.state }
    /// What went wrong, in words; `nil` when it is closed to the reader.
    public var errorDetail: String? { isOpen ? letter.errorDetail : nil }
    /// The incident; `nil` when there is none, and when it is closed to the reader.
    public var incident: String? { isOpen ? letter.incident : nil }
    /// As the broker had it; `nil` when it had none, and when it is closed to the reader.
    public var messageID: String? { isOpen ? letter.messageID : nil }
}
