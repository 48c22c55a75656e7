import Escalation
import Foundation
import Incident
import JSON
import OnCall
import Testing

@testable import Organisation

/// What a file may say about paging, and what it is told when it may not.
@Suite struct PagingFileTests {
    private static let text = """
        people:
          - { email: a@example.org, name: A, team: Payments }
          - { email: b@example.org, name: B }
        severities: [{ name: SEV1 }, { name: SEV2 }, { name: SEV3 }]
        priorities: [{ name: high }, { name: low }]
        rotas: [{ name: rota, members: [a@example.org] }]
        policies:
          - name: payments
            steps:
              - { targets: [rota, a@example.org], wait: 90s }
              - { targets: [{ team: Payments }, { role: incident_commander }], strategy: round_robin }
            repeat: until_acknowledged
            acknowledgement_expires: 30m
            last_resort: [b@example.org]
          - { name: plain, steps: [{ targets: [rota] }], last_resort: [b@example.org] }
        contacts:
          - person: a@example.org
            high: [{ channel: mail }, { channel: conversation, to: general, after: 2m }]
        incident_types:
          - name: outage
            commander: rota
            paging:
              - { policy: payments, severity: SEV1 }
              - { policy: plain, severity: SEV2, priority: high, urgency: low }
        """

    private func file(_ old: String = "", _ new: String = "") throws -> OrganisationFile {
        let text = old.isEmpty ? Self.text : Self.text.replacing(old, with: new)
        #expect(old.isEmpty || text != Self.text)
        return try OrganisationFile(text, named: "f.yaml", vendors: [])
    }

    @Test func readsPolicies() throws {
        let policy = try #require(try file().configuration.policy(named: "payments"))
        #expect(
            policy.steps == [
                EscalationStep(targets: [.schedule("rota"), .person("a@example.org")], wait: .seconds(90)),
                EscalationStep(
                    targets: [.team("Payments"), .role(.incidentCommander)], strategy: .roundRobin, wait: .seconds(300)),
            ])
        #expect(policy.repeats == nil)
        #expect(policy.acknowledgementExpires == .seconds(1800))
        #expect(try file().configuration.policy(named: "plain")?.repeats == 0)
    }

    /// An escalation keeps its policy as it was, in the words of the configuration.
    @Test func policiesAreWrittenAsTheyAreRead() throws {
        for policy in try file().configuration.policies {
            #expect(try EscalationPolicy(JSONReader(JSON.parse(policy.json.text()))) == policy)
        }
    }

    @Test func readsContacts() throws {
        let organisation = try file().configuration
        #expect(
            organisation.contacts(of: "A@example.org")[.high] == [
                ContactRule(.mail, to: "a@example.org"),
                ContactRule(.conversation, to: "general", after: .seconds(120)),
            ])
        #expect(organisation.contacts(of: "b@example.org")[.high] == [ContactRule(.mail, to: "b@example.org")])
    }

    @Test func aPhoneNeedsAProvider() throws {
        let text =
            Self.text.replacing("channel: mail }", with: "channel: sms, to: '+15550100' }") + """

                providers: [{ name: phones, kind: http, url: "https://phones.example.org" }]
                capabilities: { paging: [phones] }
                """
        let organisation = try OrganisationFile(
            text, named: "f.yaml", vendors: [VendorSchema(kind: "http") { _ in }]
        ).configuration
        #expect(organisation.contacts(of: "a@example.org")[.high].first == ContactRule(.sms, to: "+15550100"))
    }

    @Test(arguments: [
        ("SEV1", "low", "payments high"), ("SEV2", "high", "plain low"), ("SEV2", "low", "nobody"),
        ("SEV3", "high", "nobody"), ("gone", "low", "payments high"),
    ]) func aTypeSaysFromWhereOnItPages(_ severity: String, _ priority: String, _ expected: String) throws {
        let found = try file().configuration.paging(type: "outage", severity: severity, priority: priority)
        #expect(found.map { "\($0.1.name) \($0.0.urgency)" } ?? "nobody" == expected)
    }

    @Test func whomATargetMeans() throws {
        let organisation = try file().configuration
        func people(_ target: EscalationTarget) -> [String] {
            organisation.people(for: target, at: Date(), holders: [.liaison: ["b@example.org", "x@example.org"]])
                .map(\.email)
        }
        #expect(people(.person("A@example.org")) == ["a@example.org"])
        #expect(people(.schedule("rota")) == ["a@example.org"])
        #expect(people(.team("Payments")) == ["a@example.org"])
        #expect(people(.role(.liaison)) == ["b@example.org"])
        #expect(people(.role(.scribe)) == [])
        #expect(people(.person("x@example.org")) == [])
    }

    @Test(arguments: [
        ("targets: [rota, a@", "targets: [rotta, a@", "f.yaml:10", "a schedule, a rota or a mail address"),
        ("targets: [rota, a@", "targets: [rota, c@", "f.yaml:10", "somebody listed under `people`"),
        ("team: Payments }, {", "team: Payment }, {", "f.yaml:11", "the team of somebody under `people`"),
        ("role: incident_commander", "role: boss", "f.yaml:11", "one of incident_commander"),
        ("wait: 90s", "wait: 90", "f.yaml:10", "how long, such as 90s, 5m, 2h or 1d"),
        ("wait: 90s", "wait: 8d", "f.yaml:10", "from 1s to 7d"),
        ("repeat: until_acknowledged", "repeat: for ever", "f.yaml:12", "from 0 to 20, or `until_acknowledged`"),
        (", last_resort: [b@example.org] }", " }", "f.yaml:15", "`last_resort`, the mail addresses"),
        ("last_resort: [b@example.org]\n  - {", "last_resort: []\n  - {", "f.yaml:14", "at least one mail address"),
        (
            "channel: conversation, to: general, ", "channel: conversation, ", "f.yaml:18",
            "`to`, the conversation, telephone number or device"
        ),
        ("channel: mail }", "channel: sms, to: '+15550100' }", "f.yaml:18", "or a provider under `paging`"),
        ("channel: mail }", "channel: voice, to: '0555' }", "f.yaml:18", "a telephone number such as +15550100"),
        ("channel: mail }", "channel: fax }", "f.yaml:18", "one of mail, conversation, sms, voice, webhook"),
        (
            "[{ channel: mail }, { channel: conversation, to: general, after: 2m }]", "[]", "f.yaml:18",
            "at least one way"
        ),
        ("person: a@", "person: c@", "f.yaml:17", "somebody listed under `people`"),
        ("policy: plain", "policy: fancy", "f.yaml:24", "one of `policies`"),
        ("severity: SEV2", "severity: SEV9", "f.yaml:24", "one of `severities`"),
    ]) func refuses(_ old: String, _ new: String, _ line: String, _ expected: String) throws {
        let error = #expect(throws: ConfigurationFileError.self) { try file(old, new) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix(line) && text.contains(expected), "\(text)")
    }
}
