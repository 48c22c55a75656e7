public import FoundationEssentials
public import Incident
public import Postgres

/// Lets people into places that come with Muster, any number with a statement for each kind of place. Who is in already
/// stays in.
public enum NativeMembers {
    /// One person and one place.
    public struct Admission: Sendable, Hashable {
        /// A conversation, a folder or a group; other places let nobody in one by one.
        public var kind: ResourceKind
        /// The place's id.
        public var place: UUID
        /// The person's mail address.
        public var email: String

        /// An admission of a person to a place.
        public init(_ kind: ResourceKind, _ place: UUID, email: String) {
            self.kind = kind
            self.place = place
            self.email = email
        }
    }

    /// The statements that let people in; none when nobody is to be let in anywhere.
    public static func admit(_ admissions: [Admission]) -> [Statement] {
        ResourceKind.allCases.compactMap { kind in
            let wanted = admissions.filter { $0.kind == kind }
            guard !wanted.isEmpty, let sql = insert(kind) else { return nil }
            return Statement(sql, [.uuidArray(wanted.map(\.place)), .textArray(wanted.map(\.email))])
        }
    }

    private static func insert(_ kind: ResourceKind) -> SQL? {
        switch kind {
        case .conversation:
            """
            insert into native.conversation_member (conversation_id, email)
            select distinct * from unnest($1::uuid[], $2::text[]) on conflict do nothing
            """
        case .storage:
            """
            insert into native.folder_member (folder_id, email)
            select distinct * from unnest($1::uuid[], $2::text[]) on conflict do nothing
            """
        case .group:
            """
            insert into native.mail_group_member (group_id, email)
            select distinct * from unnest($1::uuid[], $2::text[]) on conflict do nothing
            """
        case .ticket, .document, .sheet, .conference: nil
        }
    }
}
