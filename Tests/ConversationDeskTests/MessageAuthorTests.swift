import Incident
import Organisation
import SampleOrganisation
import Tasks
import Testing

@testable import ConversationDesk

@Suite struct MessageAuthorTests {
    @Test func onlyAnotherThanTheOwnerOfTheKeyIsNamed() {
        #expect(!MessageAuthor(nil, by: "cli", viewer: .system).isNamed)
        #expect(!MessageAuthor("cli", by: "cli", viewer: .system).isNamed)
        let named = MessageAuthor("ann@example.org", by: "cli", viewer: .system)
        #expect(named.isNamed && named.name == "ann@example.org")
    }

    @Test func anAuthorIsThePersonWhoIsKnownSo() throws {
        let search = PersonSearch(try Samples.organisation().people)
        func speaker(_ name: String) -> Person? {
            CommandScene.speaker(MessageAuthor(name, by: "cli", viewer: .stranger), search)
        }
        #expect(speaker("FIRST@example.org")?.email == "first@example.org")
        #expect(speaker("Owner")?.email == "owner@example.org")
        #expect(speaker("ann@example.net")?.email == "ann@example.net", "a mail address is somebody")
        #expect(speaker("prometheus") == nil && speaker("owner@example.net")?.email == "owner@example.net")
    }
}
