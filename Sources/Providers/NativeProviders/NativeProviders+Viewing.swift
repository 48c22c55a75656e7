import Encodings
import FoundationEssentials
public import Incident
import Postgres

extension NativeProviders {
    /// Whether an object is there for somebody. Objects of restricted incidents are there for those alone who see such
    /// incidents, from the moment they are made; so is what belongs to no incident, except the general conversation.
    /// - Parameter idOrName: an object's id, or the name of a conversation.
    /// - Parameter email: who looks, when it is a person: what belongs to an incident in which they take part is there for them.
    /// - Returns: also `false` when there is no such object, so that nobody can tell the two apart. Whoever sees everything
    ///   is not asked about.
    /// - Throws: `PostgresError`.
    public func isThere(
        _ idOrName: String, for viewer: Viewer, person email: String? = nil
    ) async throws -> Bool {
        guard !viewer.seesRestricted else { return true }
        let rows = try await ticketing.store.database.query(
            """
            with place as (
                select incident_id from native.ticket where id = $1
                union all select incident_id from native.folder where id = $1
                union all select incident_id from native.document where id = $1
                union all select incident_id from native.mail_group where id = $1
                union all select incident_id from native.conference where id = $1
                union all select incident_id from native.conversation where id = $1 or name = $2
            )
            select 1 as there from place join core.incident i on i.id = place.incident_id
            where i.visibility = any($3) or exists (
                select from core.participant p where p.incident_id = i.id and lower(p.email) = lower($4)
                    and (p.expires_at is null or p.expires_at > now()))
            -- The general conversation, which everybody is in, came with the schema.
            union all
            select 1 from native.conversation where effect_key = 'general' and (id = $1 or name = $2)
            limit 1
            """,
            [
                .init(UUIDText.uuid(from: idOrName)), .text(idOrName),
                .textArray(viewer.visibilities.map(\.rawValue)), .init(email),
            ])
        return !rows.isEmpty
    }
}
