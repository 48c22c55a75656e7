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
            select distinct on (new.incident_id, new.recipient) new.incident_id, new.recipient, coalesce(
                (select m.message_id from core.incident_mail m
                where m.incident_id = new.incident_id and m.sender = new.recipient and m.opened limit 1), new.message_id)
            from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as new (incident_id, recipient, message_id, place)
            order by new.incident_id, new.recipient, new.place
            on conflict do nothing
            """,
            [
                .uuidArray(notices.map(\.incident)), .textArray(notices.map { $0.recipient.lowercased() }),
                .textArray(notices.map(\.headers.messageID)),
            ])
    }

    /// The Message-ID of the mail that begins the thread; that of the mail in question when none has begun it.
    ///
    /// Who reported the incident by mail began the thread with that mail: what they are told answers it.
    ///
    /// It is claimed before the mail is sent and stays claimed when that fails: whatever is lost, is tried again or is sent
    /// by two notifiers at once, every other mail names the same one, by which mail programs put them together.
    static func beginning(
        of notice: PlannedNotice, to recipient: String, effects: Effects
    ) async throws -> String {
        if let thread = notice.thread, recipient == notice.recipient { return thread }
        let rows = try await effects.query(
            """
            insert into mail_thread as t (incident_id, recipient, message_id)
            values ($1, $2, coalesce(
                (select message_id from core.incident_mail
                where incident_id = $1 and sender = $2 and opened limit 1), $3))
            on conflict (incident_id, recipient) do update set message_id = t.message_id
            returning message_id
            """, [.uuid(notice.incidentID), .text(recipient.lowercased()), .text(notice.headers.messageID)])
        return try rows.first?.decode("message_id") ?? notice.headers.messageID
    }

    /// Who began the threads of incidents by reporting them by mail.
    static func reporters(of incidents: [UUID], in database: some Querying) async throws -> [UUID: String] {
        let rows = try await database.query(
            Statement(
                "select incident_id, sender from core.incident_mail where incident_id = any($1) and opened",
                [.uuidArray(incidents)]))
        return try rows.reduce(into: [:]) { try $0[$1.decode("incident_id")] = $1.decode("sender", as: String.self) }
    }
}
