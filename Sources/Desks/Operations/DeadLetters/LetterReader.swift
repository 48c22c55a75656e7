import Postgres

/// Who reads dead letters, as far as it decides which of them they see inside.
///
/// A letter may hold anything of an incident. What a letter of a restricted incident says is there for those who take part in it; what
/// names no incident may belong to any, and is there for administrators, except alerts as detectors sent them, which no incident has
/// yet. Which worker gave up, where and why is there for everybody who may mend it.
public enum LetterReader: Sendable, Hashable {
    /// Whoever has the operator's role in the database.
    case everything
    /// Somebody at the console.
    case person(email: String, isAdministrator: Bool)

    /// Whether the letter `l` is open to the reader of ``binds``.
    static let sees = """
        case when $8::text is null then true
             when l.incident is not null then not exists (
                 select from core.incident i
                  where i.name = l.incident and i.visibility <> 'open' and not exists (
                      select from core.participant p
                       where p.incident_id = i.id and lower(p.email) = lower($8)
                         and (p.expires_at is null or p.expires_at > now())))
             else $9::boolean or (l.worker = 'intake' and coalesce(l.message_type, '') not like 'muster.%') end
        """

    /// `$8` and `$9`: the reader's address, and whether they are an administrator.
    var binds: [PostgresValue] {
        switch self {
        case .everything: [.null, .bool(true)]
        case .person(let email, let isAdministrator): [.text(email), .bool(isAdministrator)]
        }
    }
}
