public import FoundationEssentials
import IncidentStore
public import JSON
import Postgres

/// What is learned from an incident, in the words of people. Each text has at most 20,000 characters.
public struct ReviewTexts: Sendable, Hashable {
    /// What happened.
    public var whatHappened: String
    /// Whom it hurt, and how much.
    public var impact: String
    /// What went well.
    public var wentWell: String
    /// What is to be learned from it.
    public var lessons: String

    /// Texts as they are; nothing is checked.
    public init(whatHappened: String, impact: String, wentWell: String, lessons: String) {
        self.whatHappened = whatHappened
        self.impact = impact
        self.wentWell = wentWell
        self.lessons = lessons
    }

    /// `what_happened`, `impact`, `went_well` and `lessons`.
    public var json: JSONObject {
        [
            "what_happened": .string(whatHappened), "impact": .string(impact), "went_well": .string(wentWell),
            "lessons": .string(lessons),
        ]
    }
}

/// A row of `core.review_version`, with the name of its incident. Never changed.
public struct ReviewVersion: Sendable, Hashable {
    /// UUIDv7.
    public var id: UUID
    /// `INC-17`.
    public var incident: String
    /// From 1, which is the draft.
    public var number: Int
    /// When it was written.
    public var at: Date
    /// Who wrote it; `muster` for the draft.
    public var author: String
    /// What it says.
    public var texts: ReviewTexts

    /// A version that is about to be written.
    public init(id: UUID, incident: String, number: Int, at time: Date, author: String, texts: ReviewTexts) {
        self.id = id
        self.incident = incident
        self.number = number
        at = time
        self.author = author
        self.texts = texts
    }

    /// Reads a row of ``Reviews``.
    init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        incident = try row.decode("incident")
        number = Int(try row.decode("number", as: Int32.self))
        at = try row.decode("at")
        author = try row.decode("author")
        texts = ReviewTexts(
            whatHappened: try row.decode("what_happened"), impact: try row.decode("impact"),
            wentWell: try row.decode("went_well"), lessons: try row.decode("lessons"))
    }
}

/// A row of `core.review_publication`: a version that was given to everybody whom it is for.
public struct ReviewPublication: Sendable, Hashable {
    /// UUIDv7, also that of its line in the timeline.
    public var id: UUID
    /// The version.
    public var number: Int
    /// When.
    public var at: Date
    /// Who did it.
    public var by: String

    /// A publication that is about to be written.
    public init(id: UUID, number: Int, at time: Date, by actor: String) {
        self.id = id
        self.number = number
        at = time
        by = actor
    }

    /// Reads a row of ``Reviews``.
    init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        number = Int(try row.decode("number", as: Int32.self))
        at = try row.decode("at")
        by = try row.decode("published_by")
    }
}
