public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// The rows of `core.incident_merge`: which incident is a duplicate of which other. A merge that was undone stays.
public enum Merges {
    /// What an incident has to do with others that were merged, by name: those that are there for somebody.
    public struct Links: Sendable, Hashable {
        /// The incident that goes on in its place; `nil` for one that is no duplicate.
        public var duplicateOf: String?
        /// Its duplicates, in the order in which they were merged into it.
        public var duplicates: [String] = []

        /// An incident that has nothing to do with others.
        public init() {}

        /// Writes both into an incident as it is shown.
        public func write(to object: inout JSONObject) {
            object["duplicate_of"] = .optional(duplicateOf)
            object["duplicates"] = .array(duplicates.map { .string($0) })
        }
    }

    /// The links of an incident; none to what is not there for the viewer.
    /// - Parameter moment: as of when; `nil` for now.
    public static func links(
        of incident: UUID, at moment: Date? = nil, for viewer: Viewer, in database: some Querying
    ) async throws -> Links {
        let rows = try await database.query(
            Statement(
                """
                select m.incident_id = $1 as is_mine, other.name
                from core.incident_merge m
                join core.incident other on other.id = case when m.incident_id = $1 then m.into_id else m.incident_id end
                where (m.incident_id = $1 or m.into_id = $1) and other.visibility = any($2)
                    and case when $3::timestamptz is null then m.undone_at is null
                        else m.merged_at <= $3 and (m.undone_at is null or m.undone_at > $3) end
                order by m.merged_at, m.id limit 1000
                """, [.uuid(incident), viewer.bind, .init(moment)]))
        var links = Links()
        for row in rows {
            let name: String = try row.decode("name")
            if try row.decode("is_mine") { links.duplicateOf = name } else { links.duplicates.append(name) }
        }
        return links
    }

    /// Whether a merge in which an incident took part at a moment was undone since.
    public static func wereUndone(
        of incident: UUID, since moment: Date, in database: some Querying
    ) async throws -> Bool {
        try await !database.query(
            Statement(
                """
                select id from core.incident_merge
                where (incident_id = $1 or into_id = $1) and merged_at <= $2 and undone_at > $2 limit 1
                """, [.uuid(incident), .timestamptz(moment)])
        ).isEmpty
    }

    /// A merge that counts.
    public struct Current: Sendable, Hashable {
        /// The duplicate.
        public var incident: UUID
        /// Whether that is restricted.
        public var isRestricted: Bool
        /// The incident that goes on in its place.
        public var into: UUID
        /// How that is called.
        public var name: String
        /// Whether that is restricted.
        public var isIntoRestricted: Bool
        /// How that is titled.
        public var title: String
    }

    /// The merges that count in which one of these incidents is the duplicate or the other.
    public static func current(of incidents: [UUID], in database: some Querying) async throws -> [Current] {
        try await database.query(
            Statement(
                """
                select m.incident_id, a.visibility = 'restricted' as is_restricted, m.into_id, b.name, b.title,
                    b.visibility = 'restricted' as is_into_restricted
                from core.incident_merge m join core.incident a on a.id = m.incident_id
                join core.incident b on b.id = m.into_id
                where m.undone_at is null and (m.incident_id = any($1) or m.into_id = any($1))
                order by m.merged_at, m.id
                """, [.uuidArray(incidents)])
        ).map { row in
            Current(
                incident: try row.decode("incident_id"), isRestricted: try row.decode("is_restricted"),
                into: try row.decode("into_id"), name: try row.decode("name"),
                isIntoRestricted: try row.decode("is_into_restricted"), title: try row.decode("title"))
        }
    }

    /// The incidents that go on in the place of one, the nearest first: that which it was merged into, that which this was merged
    /// into, and so on.
    public static func successors(of incident: UUID, in database: some Querying) async throws -> [UUID] {
        try await database.query(
            Statement(
                """
                with recursive up as (
                    select m.into_id as id, 1 as place from core.incident_merge m
                    where m.incident_id = $1 and m.undone_at is null
                    union
                    select m.into_id, up.place + 1 from up join core.incident_merge m on m.incident_id = up.id
                    where m.undone_at is null and up.place < 100
                )
                select id from up order by place
                """, [.uuid(incident)])
        ).map { try $0.decode("id") }
    }

    /// An incident and all that were merged into it, directly or not.
    public static func family(of incident: UUID, in database: some Querying) async throws -> [UUID] {
        try await database.query(
            Statement(
                """
                with recursive down as (
                    select $1::uuid as id
                    union
                    select m.incident_id from down join core.incident_merge m on m.into_id = down.id
                    where m.undone_at is null
                )
                select id from down
                """, [.uuid(incident)])
        ).map { try $0.decode("id") }
    }

    /// Writes that an incident is a duplicate of another.
    public static func insert(_ incident: UUID, into other: UUID, by actor: String) -> Statement {
        Statement(
            "insert into core.incident_merge (incident_id, into_id, merged_by) values ($1, $2, $3)",
            [.uuid(incident), .uuid(other), .text(actor)])
    }

    /// Writes that an incident is no duplicate any more.
    public static func end(_ incident: UUID, by actor: String) -> Statement {
        Statement(
            """
            update core.incident_merge set undone_at = greatest(clock_timestamp(), merged_at), undone_by = $2
            where incident_id = $1 and undone_at is null
            """, [.uuid(incident), .text(actor)])
    }
}
