import Escalation
import Foundation
import Incident
import JSON
import OnCall
import Testing

@testable import Organisation

/// What a file may say about hours and services, and what it means for pages.
@Suite struct HoursFileTests {
    private static let text = """
        people: [{ email: a@example.org, name: A, team: Payments }, { email: b@example.org, name: B }]
        severities: [{ name: SEV1 }]
        priorities: [{ name: high }]
        hours:
          - { name: office, timezone: UTC, spans: [{ days: [monday], from: "09:00", until: "17:00" }] }
          - { name: nights, timezone: UTC, spans: [{ from: "22:00", until: "07:00" }] }
        services: [{ name: checkout, owners: [{ team: Payments }, b@example.org] }]
        policies:
          - name: p
            steps:
              - { targets: [{ service: checkout }], during: office }
              - { targets: [b@example.org], outside: office }
            last_resort: [b@example.org]
        contacts:
          - { person: a@example.org, low: [{ channel: mail }, { channel: mail, to: x@example.org, after: 2h }], quiet: nights }
        incident_types: [{ name: outage, commander: a@example.org, paging: [{ policy: p }] }]
        """

    private func file(_ old: String = "", _ new: String = "") throws -> OrganisationConfiguration {
        let text = old.isEmpty ? Self.text : Self.text.replacing(old, with: new)
        #expect(old.isEmpty || text != Self.text)
        return try OrganisationFile(text, named: "f.yaml", vendors: []).configuration
    }

    private func utc(_ text: String) throws -> Date { try #require(WallTime(text).map { Zone.utc.instant(of: $0) }) }

    @Test func aServiceMeansItsOwners() throws {
        let people = try file().people(for: .service("checkout"), at: Date(), holders: [:]).map(\.email)
        #expect(people == ["a@example.org", "b@example.org"])
        #expect(try file().people(for: .service("gone"), at: Date(), holders: [:]).isEmpty)
    }

    /// An escalation keeps its policy in the words of the configuration.
    @Test func aPolicyWithHoursIsWrittenAsItIsRead() throws {
        let policy = try #require(try file().policy(named: "p"))
        #expect(policy.steps.map(\.condition) == [.during("office"), .outside("office")])
        #expect(try EscalationPolicy(JSONReader(JSON.parse(policy.json.text()))) == policy)
    }

    @Test func whichStepFits() throws {
        let organisation = try file()
        let (monday, tuesday) = (try utc("2026-01-05T12:00"), try utc("2026-01-06T12:00"))
        #expect(organisation.fits(.during("office"), at: monday))
        #expect(!organisation.fits(.outside("office"), at: monday))
        #expect(!organisation.fits(.during("office"), at: tuesday))
        #expect(organisation.fits(.outside("office"), at: tuesday))
        #expect(organisation.fits(nil, at: monday))
        // Hours that were taken out of the configuration restrict nothing.
        #expect(organisation.fits(.during("gone"), at: monday))
        #expect(organisation.fits(.outside("gone"), at: monday))
    }

    @Test(arguments: [
        // At 23:00 the mail waits until 07:00, and the other one for its two hours from there on.
        ("2026-01-05T23:00", Urgency.low, [8 * 3600, 10 * 3600]),
        ("2026-01-05T12:00", .low, [0, 2 * 3600]),
        // Two hours after 21:00 are within the night.
        ("2026-01-05T21:00", .low, [0, 10 * 3600]),
        ("2026-01-06T06:59", .low, [60, 2 * 3600 + 60]),
        ("2026-01-05T23:00", .high, [0]),
    ]) func quietHoursHoldPagesThatCanWait(_ due: String, _ urgency: Urgency, _ after: [Int]) throws {
        let organisation = try file()
        let book = ContactBook(configured: organisation.contacts(of: "a@example.org"))
        let ways = organisation.ways(book, urgency, due: try utc(due))
        #expect(ways.map { Int($0.after.components.seconds) } == after)
    }

    @Test(arguments: [
        ("during: office", "during: offices", "one of `hours`"),
        ("outside: office", "outside: offices", "one of `hours`"),
        ("outside: office", "outside: nights", "a step at any time"),
        ("outside: office", "during: office, outside: office", "one of them"),
        ("quiet: nights", "quiet: days", "one of `hours`"),
        ("service: checkout", "service: check", "one of `services`"),
        ("team: Payments }, b@", "team: Payment }, b@", "the team of somebody"),
        (
            "owners: [{ team: Payments }", "owners: [{ service: checkout }",
            "a mail address, a schedule, a rota or a team"
        ),
        ("from: \"22:00\"", "from: \"24:00\"", "a time before 24:00"),
        ("spans: [{ from: \"22:00\", until: \"07:00\" }]", "spans: []", "at least one span"),
    ]) func refuses(_ old: String, _ new: String, _ expected: String) throws {
        let error = #expect(throws: ConfigurationFileError.self) { try file(old, new) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(expected), "\(error.map { "\($0)" } ?? "")")
    }

    @Test func aZoneThatThereIsNotIsRefused() throws {
        let organisation = try file("name: nights, timezone: UTC", "name: nights, timezone: Europe/Berlin")
        #expect(organisation.zoneNames == ["UTC", "Europe/Berlin"])
        let error = #expect(throws: (any Error).self) {
            try organisation.checkOnCall(at: Date(), in: ConfigurationPlace(path: ""))
        }
        #expect(error.map { "\($0)" }?.contains("a time zone of the IANA database") == true)
    }
}
