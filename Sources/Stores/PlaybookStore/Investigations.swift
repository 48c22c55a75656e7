public import FoundationEssentials
public import Postgres

/// The rows of `playbook_runner.investigation`: the same trouble is one investigation until that is closed.
public enum Investigations {
    /// How an investigation may stand: the words of SOCless.
    public static let statuses = ["open", "closed", "active", "whitelisted"]

    /// An event that begins an investigation, or belongs to one.
    public struct Event: Sendable, Hashable {
        /// The investigation's id when it is a new one: UUIDv7.
        public var candidate: UUID
        /// What kind of trouble it is.
        public var type: String
        /// What its investigation is told from others by; `nil` for nothing: each is one of its own.
        public var key: String?
        /// The playbook that looks into it.
        public var playbook: String

        /// An event with all that is known of it.
        public init(candidate: UUID, type: String, key: String?, playbook: String) {
            self.candidate = candidate
            self.type = type
            self.key = key
            self.playbook = playbook
        }

        /// What SOCless makes its hash of: the type and the values of these details in small letters, the values sorted, with
        /// nothing between them.
        public static func key(_ type: String, _ values: [String]) -> String? {
            if values.isEmpty { return nil }
            let sorted = values.map { $0.lowercased() }.sorted {
                $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
            }
            return type.lowercased() + sorted.joined()
        }
    }

    /// Begins an investigation, or counts the event to the one of the same trouble that is not closed: one statement, so that of
    /// two that come at once the second finds the first. Returns its `id`: another than the candidate's for a duplicate.
    public static func begin(_ event: Event) -> Statement {
        Statement(
            """
            insert into playbook_runner.investigation as i (id, dedup_hash, event_type, playbook)
            values ($1, case when $2::text is not null then md5($2) end, $3, $4)
            on conflict (dedup_hash) where status <> 'closed'
                do update set repeats = i.repeats + 1, changed_at = now()
            returning id
            """, [.uuid(event.candidate), .init(event.key), .text(event.type), .text(event.playbook)])
    }

    /// Says how an investigation stands. One that is taken up again while another of the same trouble is open is known by its id
    /// alone from then on. Returns its `id` when there is one.
    public static func set(_ id: UUID, to status: String) -> Statement {
        Statement(
            """
            update playbook_runner.investigation i set status = $2, changed_at = now(),
                dedup_hash = case when i.status = 'closed' and $2 <> 'closed' and exists (
                    select from playbook_runner.investigation o where o.dedup_hash = i.dedup_hash and o.status <> 'closed')
                    then null else i.dedup_hash end
            where i.id = $1 returning i.id
            """, [.uuid(id), .text(status)])
    }
}
