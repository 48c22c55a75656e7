import Encodings
import FoundationEssentials
import Organisation
import PeopleStore
import Postgres
import WorkerKit

/// What a mail about an incident ends with for somebody who may take part in it: a link that is theirs alone.
struct Invitation: Sendable {
    let publicURL: String

    /// The line; `nil` for a notice that is no reason to take part, of an incident that is over or restricted, for who takes part
    /// already, and for an address that is nobody's whom the organisation lists: that of a list would bring in the list.
    func line(
        of notice: PlannedNotice, to recipient: String, _ organisation: OrganisationConfiguration, effects: Effects
    ) async throws -> String? {
        guard [.announcement, .status, .report].contains(notice.kind), organisation.person(recipient) != nil else {
            return nil
        }
        // As of when it was planned: each try sends the same.
        let rows = try await effects.query(
            """
            select k.key, n.planned_at from notice n join core.incident i on i.id = n.incident_id
                cross join (select key from notifier.link_key order by id desc limit 1) k
            where n.id = $1 and i.visibility = 'open' and i.status <> 'closed' and not exists (
                select from core.participant p where p.incident_id = i.id and lower(p.email) = lower($2))
            """, [.uuid(notice.id), .text(recipient)])
        guard let row = rows.first,
            let link = InvolvementLink(
                to: notice.incidentID, for: recipient, at: try row.decode("planned_at"))
        else { return nil }
        return "Get involved: \(publicURL)/j/\(link.token(signedWith: try row.decode("key")))"
    }
}
