import Encodings
public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.timeline`: what happened in incidents. Append-only.
public enum Timeline {
    /// A line that is to be written.
    public struct Line: Sendable, Hashable {
        /// What it is told of.
        public var incident: UUID
        /// UUIDv7, the order of the timeline; `nil` for the one of the moment in which the database writes it.
        public var id: UUID?
        /// When it happened; `nil` for the time of its transaction by the database's clock.
        public var at: Date?
        /// What it is about.
        public var kind: TimelineKind
        /// Who or what did it.
        public var actor: String
        /// What happened, in words for people.
        public var text: String

        /// A line about what happens in this transaction.
        public init(of incident: UUID, _ kind: TimelineKind, by actor: String, _ text: String) {
            self.incident = incident
            self.kind = kind
            self.actor = actor
            self.text = text
        }

        /// A line of which all is known.
        public init(of incident: UUID, _ entry: TimelineEntry) {
            self.init(of: incident, entry.kind, by: entry.actor, entry.text)
            id = entry.id
            at = entry.at
        }
    }

    /// Appends lines to the timelines of any number of incidents, which have them in this order.
    public static func append(_ lines: [Line]) -> Statement {
        Statement(
            lines.contains { $0.id == nil } ? appendInOrder : appendAsTheyAre,
            [
                .uuidArray(lines.map(\.id)), .uuidArray(lines.map(\.incident)), .timestamptzArray(lines.map(\.at)),
                .textArray(lines.map(\.kind.rawValue)), .textArray(lines.map(\.actor)),
                .textArray(lines.map(\.text.storable)),
            ])
    }

    private static let appendAsTheyAre: SQL =
        """
        insert into core.timeline (id, incident_id, at, kind, actor, text)
        select l.id, l.incident_id, coalesce(l.at, now()), l.kind, l.actor, l.text
        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])
            as l (id, incident_id, at, kind, actor, text)
        """

    /// Ids of one microsecond are in an order of chance: they are given out sorted.
    private static let appendInOrder: SQL =
        """
        with line as (
            select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])
                with ordinality as l (id, incident_id, at, kind, actor, text, place)
        ), made as (
            select id, row_number() over (order by id) as place from (select core.uuid_v7() as id from line) as new
        )
        insert into core.timeline (id, incident_id, at, kind, actor, text)
        select coalesce(l.id, made.id), l.incident_id, coalesce(l.at, now()), l.kind, l.actor, l.text
        from line l join made using (place)
        """

    /// What comes first in a timeline.
    public enum Order: Sendable, Hashable {
        /// What happened first: for people. The database's clock can be a little behind the moment at which a line was
        /// thought of, and workers write at the same time.
        case time
        /// What was written first: for those who watch, and must not miss what was written late.
        case arrival
    }

    /// The incident's timeline; empty when the incident is not there for the viewer.
    /// - Parameters:
    ///   - order: what comes first.
    ///   - after: the id of the last entry that is known; `nil` for the beginning.
    ///   - limit: 1 to 1000.
    public static func page(
        of incident: UUID, for viewer: Viewer, in order: Order, after: UUID? = nil, limit: Int = 200,
        in database: some Querying
    ) async throws -> Page<TimelineEntry> {
        let first = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        let rows = try await database.query(
            Statement(
                order == .time ? Self.byTime : Self.byArrival,
                [.uuid(incident), .uuid(after ?? first), viewer.bind, .int(limit + 1)]))
        return Page(try rows.map { row in try TimelineEntry(row) }, limit: limit) { UUIDText.string(from: $0.id) }
    }

    private static let byTime: SQL = """
        select t.id, t.at, t.kind, t.actor, t.text
        from core.timeline t join core.incident i on i.id = t.incident_id
        where t.incident_id = $1 and i.visibility = any($3)
            and (t.at, t.id) > (coalesce(
                (select k.at from core.timeline k where k.incident_id = $1 and k.id = $2), '-infinity'), $2)
        order by t.at, t.id limit $4
        """

    private static let byArrival: SQL = """
        select t.id, t.at, t.kind, t.actor, t.text
        from core.timeline t join core.incident i on i.id = t.incident_id
        where t.incident_id = $1 and t.id > $2 and i.visibility = any($3) order by t.id limit $4
        """

    /// What was written to the timelines of these incidents since a moment, in its order, without what is not there for the
    /// viewer.
    public static func news(
        of incidents: [UUID], since moment: Date, for viewer: Viewer, in database: some Querying
    ) async throws -> [(incident: UUID, entry: TimelineEntry)] {
        let rows = try await database.query(
            Statement(
                """
                select t.incident_id, t.id, t.at, t.kind, t.actor, t.text
                from core.timeline t join core.incident i on i.id = t.incident_id
                where t.incident_id = any($1) and t.id > core.uuid_floor($2) and i.visibility = any($3) order by t.id
                """, [.uuidArray(incidents), .timestamptz(moment), viewer.bind]))
        return try rows.map { row in (try row.decode("incident_id"), try TimelineEntry(row)) }
    }

    /// Entries by their ids, for a process at its own work; those that are not there are left out.
    public static func entries(_ ids: [UUID], in database: some Querying) async throws -> [UUID: TimelineEntry] {
        let rows = try await database.query(
            Statement("select id, at, kind, actor, text from core.timeline where id = any($1)", [.uuidArray(ids)]))
        return try rows.reduce(into: [:]) { entries, row in
            let entry = try TimelineEntry(row)
            entries[entry.id] = entry
        }
    }

    /// The newest entries of an incident, the oldest of them first.
    public static func latest(
        of name: IncidentName, for viewer: Viewer, limit: Int, in database: some Querying
    ) async throws -> [TimelineEntry] {
        try await database.query(newest(of: name, for: viewer, limit: limit)).map { row in try TimelineEntry(row) }
            .reversed()
    }

    /// The newest entries of an incident, the newest first; in order of time.
    static func newest(of name: IncidentName, for viewer: Viewer, limit: Int) -> Statement {
        Statement(
            """
            select t.id, t.at, t.kind, t.actor, t.text
            from core.timeline t
            where t.incident_id = (
                select i.id from core.incident i where i.number = $1 and i.visibility = any($2))
            order by t.at desc, t.id desc limit $3
            """, [.int8(name.number), viewer.bind, .int(limit)])
    }
}
