import FoundationEssentials
import Postgres
import WorkStore
import WorkerKit

/// The mails of one incident to one address: all but the first name the first as what they answer to.
enum MailThread {
    /// Claims the threads of mails that are planned, with the plan: they need not ask for it one by one when they are sent.
    static func begin(with notices: [Notice], in transaction: UnitOfWork) {
        if notices.isEmpty { return }
        transaction.write(
            """
            insert into mail_thread (incident_id, recipient, message_id)
            select distinct on (incident_id, recipient) incident_id, recipient, message_id
            from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as new (incident_id, recipient, message_id, place)
            order by incident_id, recipient, place
            on conflict do nothing
            """,
            [
                .uuidArray(notices.map(\.incident)), .textArray(notices.map { $0.recipient.lowercased() }),
                .textArray(notices.map(\.headers.messageID)),
            ])
    }

    /// The Message-ID of the mail that begins the thread; that of the mail in question when none has begun it.
    ///
    /// It is claimed before the mail is sent and stays claimed when that fails: whatever is lost, is tried again or is sent
    /// by two notifiers at once, every other mail names the same one, by which mail programs put them together.
    static func beginning(
        of notice: PlannedNotice, to recipient: String, effects: Effects
    ) async throws -> String {
        if let thread = notice.thread, recipient == notice.recipient { return thread }
        let rows = try await effects.query(
            """
            insert into mail_thread as t (incident_id, recipient, message_id) values ($1, $2, $3)
            on conflict (incident_id, recipient) do update set message_id = t.message_id
            returning message_id
            """, [.uuid(notice.incidentID), .text(recipient.lowercased()), .text(notice.headers.messageID)])
        return try rows.first?.decode("message_id") ?? notice.headers.messageID
    }
}
