public import FoundationEssentials
import IncidentStore
public import JSON
import Postgres

/// A row of `core.question`: something that is to be found out about an incident, with its last answer.
public struct Question: Sendable, Hashable, JSONEncodable {
    /// An answer to a question.
    public struct Answer: Sendable, Hashable {
        /// What was found out: 1 to 2,000 characters.
        public var text: String
        /// How one knows: at most 500 characters; `nil` when nobody said.
        public var source: String?
        /// Who says so.
        public var by: String
        /// When.
        public var at: Date

        /// An answer of somebody.
        public init(text: String, source: String?, by author: String, at time: Date) {
            self.text = text
            self.source = source
            by = author
            at = time
        }
    }

    /// UUIDv7.
    public var id: UUID
    /// `INC-17`.
    public var incident: String
    /// What is asked: one line of 1 to 500 characters, once in an incident.
    public var text: String
    /// Whether the incident is not stable while nobody has answered it.
    public var isMandatory: Bool
    /// When it was asked.
    public var askedAt: Date
    /// Who asked; `type outage` for what the configuration asks.
    public var askedBy: String
    /// The answer that counts; `nil` while it is open.
    public var answer: Answer?

    /// A question that is about to be asked.
    public init(id: UUID, incident: String, text: String, isMandatory: Bool, askedAt: Date, askedBy: String) {
        self.id = id
        self.incident = incident
        self.text = text
        self.isMandatory = isMandatory
        self.askedAt = askedAt
        self.askedBy = askedBy
    }

    /// Reads a row of ``Questions``.
    init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        incident = try row.decode("incident")
        text = try row.decode("text")
        isMandatory = try row.decode("mandatory")
        askedAt = try row.decode("asked_at")
        askedBy = try row.decode("asked_by")
        if let answer = try row.decode("answer", as: String?.self) {
            self.answer = Answer(
                text: answer, source: try row.decode("source"), by: try row.decode("answered_by"),
                at: try row.decode("answered_at"))
        }
    }

    /// `id`, `incident`, `text`, `mandatory`, `asked_by`, `asked_at`, `answer`, `source`, `answered_by` and `answered_at`.
    public var json: JSON {
        [
            "id": id.json, "incident": .string(incident), "text": .string(text), "mandatory": .bool(isMandatory),
            "asked_by": .string(askedBy), "asked_at": askedAt.json, "answer": .optional(answer?.text),
            "source": .optional(answer?.source), "answered_by": .optional(answer?.by),
            "answered_at": .optional(answer?.at),
        ]
    }
}
