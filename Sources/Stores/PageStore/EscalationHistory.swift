public import Escalation
public import FoundationEssentials
import IncidentStore
public import Postgres

/// What an escalation has done, as it was written down: to tell why somebody was paged, or was not.
public struct EscalationHistory: Sendable, Hashable {
    /// A turn that was taken.
    public struct Turn: Sendable, Hashable {
        /// `step 1, round 2`.
        public var title: String
        /// When it was due.
        public var due: Date
        /// When it was taken.
        public var taken: Date
        /// What was done about it.
        public var outcome: StepRecord.Outcome
        /// Whom it paged: mail addresses.
        public var people: [String]

        /// A turn that was taken.
        public init(title: String, due: Date, taken: Date, outcome: StepRecord.Outcome, people: [String]) {
            self.title = title
            self.due = due
            self.taken = taken
            self.outcome = outcome
            self.people = people
        }
    }

    /// `INC-17`.
    public var incident: String
    /// The policy's name.
    public var policy: String
    /// How urgent its pages are.
    public var urgency: String
    /// Whether somebody is being looked for.
    public var state: Escalation.State
    /// When it began first.
    public var began: Date
    /// When the next turn is due; `nil` when none is.
    public var due: Date?
    /// When somebody decided about it last, if somebody has.
    public var decided: Date?
    /// Who it was.
    public var decidedBy: String?
    /// Its turns in their order, at most 1,000.
    public var turns: [Turn] = []

    /// An escalation without turns.
    public init(
        incident: String, policy: String, urgency: String, state: Escalation.State, began: Date, due: Date? = nil,
        decided: Date? = nil, decidedBy: String? = nil
    ) {
        self.incident = incident
        self.policy = policy
        self.urgency = urgency
        self.state = state
        self.began = began
        self.due = due
        self.decided = decided
        self.decidedBy = decidedBy
    }

    private init(_ row: PostgresRow) throws {
        self.init(
            incident: try row.decode("name"), policy: try row.decode("policy"), urgency: try row.decode("urgency"),
            state: try row.enumeration("state", of: Escalation.State.self), began: try row.decode("began_at"),
            due: try row.decode("due"), decided: try row.decode("decided_at"),
            decidedBy: try row.decode("decided_by"))
    }

    /// The escalation of an incident; `nil` when it has none.
    public static func of(incident id: UUID, in database: some Querying) async throws -> EscalationHistory? {
        try await read(
            Statement(
                """
                select e.id, i.name, e.policy, e.urgency, e.state, e.began_at, e.due, e.decided_at, e.decided_by
                from paging.escalation e join core.incident i on i.id = e.incident_id where e.incident_id = $1
                """, [.uuid(id)]), in: database
        ).first
    }

    /// Escalations that took a turn in a span, of incidents that are open to everybody; at most 50, the oldest first.
    public static func moving(in span: Range<Date>, in database: some Querying) async throws -> [EscalationHistory] {
        try await read(
            Statement(
                """
                select e.id, i.name, e.policy, e.urgency, e.state, e.began_at, e.due, e.decided_at, e.decided_by
                from paging.escalation e join core.incident i on i.id = e.incident_id
                where i.visibility = 'open' and exists (
                    select from paging.step s
                    where s.escalation_id = e.id and s.due_at >= $1 and s.due_at < $2)
                order by e.id limit 50
                """, [.timestamptz(span.lowerBound), .timestamptz(span.upperBound)]), in: database)
    }

    private static func read(_ statement: Statement, in database: some Querying) async throws -> [EscalationHistory] {
        let rows = try await database.query(statement)
        var found = try rows.map { try EscalationHistory($0) }
        if found.isEmpty { return [] }
        let ids = try rows.map { try $0.decode("id", as: UUID.self) }
        let places = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
        let turns = try await database.query(
            Statement(
                """
                select s.escalation_id, s.title, s.due_at, s.taken_at, s.outcome,
                    array(select p.person from paging.page p
                        where p.escalation_id = s.escalation_id and p.number = s.number order by p.id) as people
                from paging.step s where s.escalation_id = any($1) order by s.escalation_id, s.number desc limit 1000
                """, [.uuidArray(ids)]))
        for row in turns.reversed() {
            guard let place = places[try row.decode("escalation_id")] else { continue }
            found[place].turns.append(
                Turn(
                    title: try row.decode("title"), due: try row.decode("due_at"), taken: try row.decode("taken_at"),
                    outcome: try row.enumeration("outcome", of: StepRecord.Outcome.self),
                    people: try row.decode("people")))
        }
        return found
    }
}
