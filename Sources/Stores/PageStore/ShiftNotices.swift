public import FoundationEssentials
public import Postgres

/// The rows of `paging.shift_notice`: what was told of shifts.
public enum ShiftNotices {
    /// One that is to be told.
    public struct Key: Sendable, Hashable {
        /// The schedule's name.
        public var schedule: String
        /// `week`, `day`, `soon` or `change`.
        public var kind: String
        /// A mail address; empty for a change of duty.
        public var person: String
        /// When the shift begins, or duty changes. Whole seconds.
        public var at: Date

        /// A notice.
        public init(schedule: String, kind: String, person: String, at time: Date) {
            self.schedule = schedule
            self.kind = kind
            self.person = person.lowercased()
            at = time
        }
    }

    /// Writes down what is told now, and forgets what was told three weeks ago.
    /// - Returns: those that nobody has told before.
    public static func claim(_ keys: [Key], in transaction: some Querying) async throws -> Set<Key> {
        let results = try await transaction.pipeline([
            Statement("delete from paging.shift_notice where told_at < now() - interval '21 days'"),
            Statement(
                """
                insert into paging.shift_notice (schedule, kind, person, at)
                select distinct * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
                on conflict do nothing returning schedule, kind, person, at
                """,
                [
                    .textArray(keys.map(\.schedule)), .textArray(keys.map(\.kind)), .textArray(keys.map(\.person)),
                    .timestamptzArray(keys.map(\.at)),
                ]),
        ])
        return Set(
            try results[1].map { row in
                Key(
                    schedule: try row.decode("schedule"), kind: try row.decode("kind"),
                    person: try row.decode("person"), at: try row.decode("at"))
            })
    }
}
