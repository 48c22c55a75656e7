import Foundation
import Incident
import JSON
import Testing

@testable import Organisation

@Suite struct OrganisationFileTests {
    private static let example = """
        people:
          - email: primary-oncall@example.org
            name: Primary on-call
        rotas:
          - name: reliability
            members: [primary-oncall@example.org]
        severities:
          - { name: SEV1, default: true }
        priorities:
          - name: high
        incident_types:
          - name: availability
            commander: reliability
        """

    private static let vendors = [VendorSchema(kind: "http", keys: ["region"])]

    private func error(_ text: String) -> String {
        do {
            _ = try OrganisationFile(text, named: "file.yaml", vendors: Self.vendors)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func readsAFile() throws {
        let file = try OrganisationFile(Self.example, named: "file.yaml", vendors: Self.vendors)
        #expect(file.configuration.people.map(\.email) == ["primary-oncall@example.org"])
        #expect(file.configuration.incidentTypes[0].commander == "reliability")
        #expect(file.document["severities"]?[0]?["default"] == true)
    }

    @Test func theExampleOfTheRepositoryCanBeApplied() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("ops/config/example.yaml")
        let file = try OrganisationFile(
            String(contentsOf: path, encoding: .utf8), named: "example.yaml", vendors: Self.vendors)
        #expect(file.configuration.type(named: "security")?.visibility == .restricted)
        #expect(file.configuration.routes.contains { $0.name == "critical from Prometheus" })
    }

    @Test func errorsNameTheLineOfWhatIsWrong() {
        #expect(
            error(Self.example.replacing("commander: reliability", with: "commander: nobody"))
                .hasPrefix("file.yaml:13:5: incident_types, entry 1, commander: expected a rota, a schedule or"))
        #expect(
            error(Self.example.replacing("    name: Primary on-call", with: "    nam: Primary on-call"))
                .hasPrefix("file.yaml:3:5: people, entry 1: expected only"))
        #expect(error(Self.example.replacing("members: [", with: "members: [a, ")).hasPrefix("file.yaml:6:"))
    }

    @Test func noSecretButATokenCanBeSentToAProvider() throws {
        func file(_ variable: String) -> String {
            Self.example
                + "\nproviders:\n  - { name: a, kind: http, url: 'https://a.example.org', token_variable: \(variable) }"
        }
        #expect(
            try OrganisationFile(file("TRACKER_TOKEN"), named: "f", vendors: Self.vendors).configuration.providers.count
                == 1)
        #expect(error(file("MUSTER_DATABASE_PASSWORD")).contains("an environment variable that ends in _TOKEN"))
        #expect(error(file("tracker_TOKEN")).contains("an environment variable that ends in _TOKEN"))
    }

    @Test func aKeysHeaderIsOneOfTheSourcesOwn() throws {
        func file(_ header: String) -> String { Self.example + "\nsources: [{ name: a, key_header: \(header) }]" }
        #expect(
            try OrganisationFile(file("X-Key"), named: "f", vendors: Self.vendors).configuration.sources.map(
                \.keyHeader) == ["x-key"])
        #expect(error(file("Cookie")).contains("a header of the source's own"))
        #expect(error(file("'a b'")).contains("a header of the source's own"))
    }

    @Test func aCallEndsWithinAThirdOfALease() {
        let provider = "\nproviders:\n  - { name: a, kind: http, url: 'https://a.example.org', timeout_ms: 10001 }"
        #expect(error(Self.example + provider).contains("timeout_ms"))
    }

    @Test func whatIsMissingIsNamedAtWhatShouldHoldIt() {
        #expect(
            error(Self.example.replacing("    commander: reliability", with: "    description: none"))
                .hasPrefix("file.yaml:12:5: incident_types, entry 1, commander"))
    }

    @Test func whatIsNotYAMLIsNamedWithItsLine() {
        #expect(error("people:\n - a: 1\n  b: 2\n").hasPrefix("file.yaml:3:"))
        #expect(error(Self.example + "\npeople: []\n").contains("`people` stands here twice"))
        #expect(error("").contains("the file is empty"))
    }
}
