public import Escalation
import Incident

extension OrganisationConfiguration {
    /// Where the digest of a day is told, each once; nowhere while the configuration names no hour for it.
    public var digestContacts: [Contact] {
        guard let rules = nightly.digest else { return [] }
        var contacts: [Contact] = []
        if rules.ways.contains(.mail) {
            var known: Set<String> = []
            contacts += (rules.mail ?? announcements.mail).filter { known.insert($0.lowercased()).inserted }
                .map { Contact(.mail, $0) }
        }
        if rules.ways.contains(.conversation), let general = announcements.conversation {
            contacts.append(Contact(.conversation, general))
        }
        return contacts
    }
}
