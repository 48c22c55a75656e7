import Organisation
import Testing

@testable import MailDoor

@Suite struct MailboxTests {
    @Test func anAddressIsFoundInCapitalsOrNot() {
        var organisation = OrganisationConfiguration()
        organisation.sources = [AlertSource(name: "keyed"), AlertSource(name: "backups")]
        organisation.sources[1].mail = SourceMail(address: "Backups@Example.org")
        organisation.mailReports = MailReports(address: "help@example.org")
        guard case .source(let source) = organisation.mailbox("BACKUPS@example.ORG") else {
            Issue.record("no source")
            return
        }
        #expect(source.name == "backups")
        guard case .reports = organisation.mailbox("Help@example.org") else {
            Issue.record("no address for people")
            return
        }
        #expect(organisation.mailbox("backups@example.com").map { _ in true } == nil)
        #expect(organisation.mailbox("").map { _ in true } == nil)
    }
}
