public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.question` and `core.answer`. Append-only.
public enum Questions {
    private static let columns = """
        select q.id, i.name as incident, q.text, q.mandatory, q.asked_at, q.asked_by,
            a.text as answer, a.source, a.answered_by, a.at as answered_at
        from core.question q join core.incident i on i.id = q.incident_id
        left join lateral (
            select * from core.answer n where n.question_id = q.id order by n.number desc limit 1
        ) a on true
        """

    /// The most questions that an incident has.
    public static let limit = 200

    /// The questions of an incident in the order in which they were asked; none when it is not there for the viewer.
    public static func list(
        of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> [Question] {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) where q.incident_id = $1 and i.visibility = any($2) order by q.id limit $3
                        """),
                [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue)), .int(limit)])
        ).map { row in try Question(row) }
    }

    /// As ``list(of:for:in:)``, with what was asked and answered by a moment.
    public static func list(
        of incident: UUID, at moment: Date, for viewer: Viewer, in database: some Querying
    ) async throws -> [Question] {
        try await database.query(
            Statement(
                """
                select q.id, i.name as incident, q.text, q.mandatory, q.asked_at, q.asked_by,
                    a.text as answer, a.source, a.answered_by, a.at as answered_at
                from core.question q join core.incident i on i.id = q.incident_id
                left join lateral (
                    select * from core.answer n where n.question_id = q.id and n.at <= $3 order by n.number desc limit 1
                ) a on true
                where q.incident_id = $1 and i.visibility = any($2) and q.asked_at <= $3 order by q.id limit $4
                """,
                [
                    .uuid(incident), .textArray(viewer.visibilities.map(\.rawValue)), .timestamptz(moment), .int(limit),
                ])
        ).map { row in try Question(row) }
    }

    /// What is to be answered before these incidents are stable, by incident.
    public static func due(
        of incidents: [UUID], in database: some Querying
    ) async throws -> [UUID: [String]] {
        let rows = try await database.query(
            Statement(
                """
                select q.incident_id, q.text from core.question q
                where q.incident_id = any($1) and q.mandatory
                    and not exists (select from core.answer a where a.question_id = q.id)
                order by q.id
                """, [.uuidArray(incidents)]))
        var due: [UUID: [String]] = [:]
        for row in rows { due[try row.decode("incident_id"), default: []].append(try row.decode("text")) }
        return due
    }

    /// A question that is about to be asked in an incident.
    public struct New: Sendable, Hashable {
        /// UUIDv7, in the order in which they are asked.
        public var id: UUID
        /// The incident.
        public var incident: UUID
        /// One line of 1 to 500 characters.
        public var text: String
        /// Whether the incident is not stable while nobody has answered it.
        public var isMandatory: Bool
        /// Who asks.
        public var by: String

        /// A question of somebody.
        public init(id: UUID, of incident: UUID, text: String, isMandatory: Bool, by author: String) {
            self.id = id
            self.incident = incident
            self.text = text
            self.isMandatory = isMandatory
            by = author
        }
    }

    /// Asks questions; what an incident was asked before is not asked again. Returns the `id` of each that is new.
    public static func ask(_ questions: [New]) -> Statement {
        Statement(
            """
            insert into core.question (id, incident_id, text, mandatory, asked_by)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[], $5::text[])
            on conflict (incident_id, text) do nothing returning id
            """,
            [
                .uuidArray(questions.map(\.id)), .uuidArray(questions.map(\.incident)),
                .textArray(questions.map(\.text)), .boolArray(questions.map(\.isMandatory)),
                .textArray(questions.map(\.by)),
            ])
    }

    /// Answers a question; the incident's row is held, so that each answer has its number.
    public static func answer(_ question: UUID, with answer: Question.Answer) -> Statement {
        Statement(
            """
            insert into core.answer (question_id, number, at, answered_by, text, source)
            select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from core.answer where question_id = $1
            """,
            [
                .uuid(question), .timestamptz(answer.at), .text(answer.by), .text(answer.text), .init(answer.source),
            ])
    }
}
