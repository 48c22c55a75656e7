import FoundationEssentials
import Postgres
import WorkerKit

/// The mails of one incident to one address: all but the first name the first as what they answer to.
enum MailThread {
    /// The Message-ID of the mail that begins the thread; that of the mail in question when none has begun it.
    ///
    /// It is claimed before the mail is sent and stays claimed when that fails: whatever is lost, is tried again or is sent
    /// by two notifiers at once, every other mail names the same one, by which mail programs put them together.
    static func beginning(
        of notice: PlannedNotice, to recipient: String, effects: Effects
    ) async throws -> String {
        let rows = try await effects.query(
            """
            insert into mail_thread as t (incident_id, recipient, message_id) values ($1, $2, $3)
            on conflict (incident_id, recipient) do update set message_id = t.message_id
            returning message_id
            """, [.uuid(notice.incidentID), .text(recipient.lowercased()), .text(notice.headers.messageID)])
        return try rows.first?.decode("message_id") ?? notice.headers.messageID
    }
}
