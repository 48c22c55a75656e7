public import Escalation
public import FoundationEssentials

/// A page that is planned: to one person, in all the ways to reach them.
public struct PageDraft: Sendable, Hashable {
    /// One way, with the attempt's own id.
    public struct Way: Sendable, Hashable {
        /// UUIDv7.
        public var id: UUID
        /// How, and how long after the step.
        public var rule: ContactRule
    }

    /// UUIDv7.
    public var id: UUID
    /// Whose page it is.
    public var escalation: UUID
    /// What it is about.
    public var incident: UUID
    /// The step that asked for it, as ``StepRecord/number``.
    public var number: Int
    /// A mail address.
    public var person: String
    /// How urgent it is.
    public var urgency: Urgency
    /// The policy's name.
    public var policy: String
    /// `step 1`.
    public var step: String
    /// What made the person a target: `schedule payments`.
    public var reason: String
    /// What it says in one line.
    public var subject: String
    /// What it says.
    public var body: String
    /// From whom mails are.
    public var sender: String
    /// When its step was due.
    public var due: Date
    /// The ways in the order to try them.
    public var ways: [Way]

    /// A page; its text is written when its id is known.
    public init(
        id: UUID, of record: EscalationRecord, number: Int, person: String, step: String, reason: String,
        sender: String, due: Date, ways: [(id: UUID, rule: ContactRule)]
    ) {
        self.id = id
        escalation = record.id
        incident = record.incident
        self.number = number
        self.person = person
        urgency = record.urgency
        policy = record.escalation.policy.name
        self.step = step
        self.reason = reason
        subject = ""
        body = ""
        self.sender = sender
        self.due = due
        self.ways = ways.map { Way(id: $0.id, rule: $0.rule) }
    }
}
