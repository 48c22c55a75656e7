import Encodings
import Escalation
import FoundationEssentials
import PageStore

/// What messages about contacts say.
enum ContactText {
    static func test(to contact: Contact, of person: String, by actor: String) -> (subject: String, body: String) {
        (
            "[test] Test page: nothing is wrong",
            """
            This is a test page for \(person): nothing is wrong, and nobody waits for an answer.

            It shows that pages reach you by \(contact.title).
            \(actor) asked for it.

            """
        )
    }

    static func code(for record: ContactRecord) -> (subject: String, body: String) {
        (
            "\(TrialRecord.codeMark) is your code for Muster",
            """
            \(TrialRecord.codeMark) shows that pages reach you by \(record.contact.title). It is good for 15 minutes:

            muster contact verify \(record.person) \(UUIDText.string(from: record.id)) CODE

            Whoever did not ask for it throws it away: without it no page comes here.

            """
        )
    }

    static func change(_ what: String, of person: String, by actor: String) -> (subject: String, body: String) {
        (
            "How you are paged was changed",
            """
            \(actor) has changed how \(person) is paged: \(what).

            If that is not what you want: muster contact list \(person)

            """
        )
    }

    /// `high: sms to +15550100, then mail to a@example.org after 5 minutes`.
    static func rules(_ rules: ContactRules) -> String {
        if rules.ways.isEmpty { return "as the configuration says" }
        return rules.ways.sorted { $0.key.rawValue < $1.key.rawValue }.map { urgency, ways in
            "\(urgency.rawValue): "
                + ways.map { way in
                    let seconds = way.after.components.seconds
                    return way.contact.title + (seconds == 0 ? "" : " after \(seconds) seconds")
                }.joined(separator: ", then ")
        }.joined(separator: "; ")
    }
}
