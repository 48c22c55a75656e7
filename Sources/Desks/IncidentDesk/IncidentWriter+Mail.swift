import FoundationEssentials
import Incident
import IncidentStore
public import Organisation
import Postgres
import WorkStore

extension IncidentWriter {
    /// What became of a mail for people.
    public enum MailedOutcome: Sendable, Hashable {
        /// It opened this incident.
        case opened(String)
        /// It was added to this incident, which is open.
        case added(String)
        /// The same mail came before.
        case known(String)
    }

    /// Opens an incident for a mail, or adds it to the one that it answers to. After an incident is closed, an answer opens
    /// another: somebody says that it is not over, and has to be heard.
    /// - Throws: `IncidentDeskError` for an organisation that has nothing to choose by default; `PostgresError`.
    public func take(
        _ report: MailedReport, by reports: MailReports, in organisation: OrganisationConfiguration
    ) async throws -> MailedOutcome {
        let opening = IncidentOpening(try report.draft(reports, in: organisation), in: organisation, at: Date())
        return try await committer.commit { work in
            _ = try await work.query(AdvisoryLock.take([AdvisoryLock.key("mail", report.messageID)]))
            if let known = try await work.query(MailRows.known(report)).first {
                return .known(try known.decode("name"))
            }
            if let thread = try await work.query(MailRows.thread(of: report)).first {
                let id: UUID = try thread.decode("id")
                work.write(
                    Timeline.append([.init(of: id, .note, by: report.reporter.email, "By mail: \(report.addition)")]))
                work.write(MailRows.keep(report, of: id, opened: false))
                return .added(try thread.decode("name"))
            }
            let number = try await open(opening, in: work)
            work.write(MailRows.keep(report, of: opening.id, opened: true))
            work.announce([opening.announcement(number: number, cause: nil)])
            return .opened(IncidentName(number: number).description)
        }
    }
}

/// The statements about mails of people.
private enum MailRows {
    static func known(_ report: MailedReport) -> Statement {
        Statement(
            """
            select i.name from core.incident_mail m join core.incident i on i.id = m.incident_id
            where m.message_id = $1 and m.sender = $2
            """, [.text(report.messageID), .text(report.sender)])
    }

    /// The open incident that a mail answers to: that of a mail that it names, else the one in its subject, where a name that
    /// anybody can guess opens no restricted incident to others than those in it.
    static func thread(of report: MailedReport) -> Statement {
        Statement(
            """
            select i.id, i.name from (
                select m.incident_id as id, array_position($1::text[], m.message_id) as place
                from core.incident_mail m where m.message_id = any($1)
                union all
                select n.id, 1000 from core.incident n
                where n.number = $2 and (n.visibility = 'open' or exists (
                    select from core.participant p where p.incident_id = n.id and lower(p.email) = $3))
            ) as t join core.incident i on i.id = t.id
            where i.status <> 'closed'
            order by t.place limit 1
            """,
            [.textArray(report.answersTo), .init(report.named?.number), .text(report.sender)])
    }

    static func keep(_ report: MailedReport, of incident: UUID, opened: Bool) -> Statement {
        Statement(
            "insert into core.incident_mail (message_id, sender, incident_id, opened) values ($1, $2, $3, $4)",
            [.text(report.messageID), .text(report.sender), .uuid(incident), .bool(opened)])
    }
}

extension MailedReport {
    fileprivate var sender: String { reporter.email.lowercased() }
}
