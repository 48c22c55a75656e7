import Curl
import Environment
import Testing

@testable import MailProviders

@Suite struct MailProviderTests {
    @Test func readsServers() throws {
        let server = try MailProvider.server("smtp://muster@mail.example.org", password: "secret")
        #expect(server.host == "mail.example.org")
        #expect(server.port == 587)
        #expect(server.security == .starttls)
        #expect(server.user == "muster")
        #expect(try MailProvider.server("smtps://mail.example.org", password: nil).port == 465)
    }

    @Test func plainTextIsForThisMachineOnly() throws {
        #expect(try MailProvider.server("smtp://127.0.0.1:25", password: nil).security == .none)
    }

    @Test(arguments: ["", "http://mail.example.org", "smtp://", "smtp://user:secret@mail.example.org"])
    func refusesOtherForms(_ url: String) {
        #expect(throws: ConfigurationProblem.self) { try MailProvider.server(url, password: nil) }
    }

    @Test func theNameForEHLOIsConfigurable() throws {
        #expect(try MailProvider.clientName("muster.example.org").description == "muster.example.org")
        #expect(try MailProvider.clientName(nil) == .ofThisHost)
        for name in ["localhost", "muster", "10.0.0.1"] {
            #expect(throws: ConfigurationProblem.self) { try MailProvider.clientName(name) }
        }
    }
}
