import Encodings
import Foundation
import Incident
import JSON
import OnCall
import Testing

@testable import Organisation

/// What layers take from copies of calendars.
@Suite struct CalendarReadingTests {
    private let now = Date(timeIntervalSince1970: 1_783_000_000)

    private func organisation(who: String = "summary") throws -> OrganisationConfiguration {
        try OrganisationConfiguration(
            JSONReader([
                "people": [
                    ["email": "ana@example.org", "name": "Ana"], ["email": "ana.ruiz@example.org", "name": "Ana Ruiz"],
                    ["email": "am@example.org", "name": "Anne-Marie O'Neil"],
                    ["email": "b1@example.org", "name": "Bo"],
                    ["email": "b2@example.org", "name": "bo"],
                ],
                "severities": [["name": "s"]], "priorities": [["name": "p"]],
                "incident_types": [["name": "t", "commander": "r"]],
                "schedules": [
                    [
                        "name": "r", "timezone": "Europe/Berlin",
                        "layers": [
                            ["name": "l", "calendar": ["url": "webcal://example.org/a.ics", "who": .string(who)]]
                        ],
                    ]
                ],
            ]))
    }

    private let zones = CalendarReading.Zones(changedAt: nil) { _ in try .berlin() }

    private func copy(_ lines: [String], digest: String = "1", problem: String? = nil) -> [String: CalendarCopy] {
        let text =
            (["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20260705"] + lines + [
                "END:VEVENT", "END:VCALENDAR", "",
            ]).joined(separator: "\n")
        return [
            "https://example.org/a.ics": CalendarCopy(
                reference: "https://example.org/a.ics", text: text, digest: digest, readAt: now, checkedAt: now,
                problem: problem)
        ]
    }

    private func read(_ who: String, _ lines: String...) throws -> LayerCalendar {
        var reading = CalendarReading()
        let calendars = reading.read(try organisation(who: who), copies: copy(lines), zones: zones, at: now)
        return try #require(calendars["r"]?["l"])
    }

    @Test(arguments: [
        ("On call: ana ruiz", ["ana.ruiz@example.org"]),
        ("Ana / Anne-Marie O’Neil", ["ana@example.org", "am@example.org"]),
        ("ANA@EXAMPLE.ORG (payments)", ["ana@example.org"]), ("Anabel and Banana", []), ("Bo on call", []),
        ("Ana, Ana Ruiz", ["ana@example.org", "ana.ruiz@example.org"]),
    ])
    func namesAndAddressesAreFoundInASummary(_ summary: String, _ people: [String]) throws {
        let calendar = try read("summary", "SUMMARY:\(summary)")
        #expect(calendar.shifts.entries.map(\.people) == [people])
        #expect(calendar.problems.isEmpty == !people.isEmpty)
    }

    @Test func aNameOfSeveralIsSaid() throws {
        #expect(
            try read("summary", "SUMMARY:Bo on call").problems == [
                "the shift at 2026-07-05T00:00 Europe/Berlin (\"Bo on call\", line 2) names bo, who may be b1@example.org or "
                    + "b2@example.org, nobody listed under `people`"
            ])
    }

    @Test func attendeesAndOrganizersAreFoundByTheirAddress() throws {
        let lines = [
            "ORGANIZER:mailto:am@example.org", "ATTENDEE:mailto:Ana@Example.org",
            "ATTENDEE:mailto:stranger@example.net",
        ]
        let attendees = try read("attendees", lines[0], lines[1], lines[2])
        #expect(attendees.shifts.entries.map(\.people) == [["ana@example.org"]])
        #expect(attendees.problems.first?.contains("names stranger@example.net") == true)
        #expect(try read("organizer", lines[0], lines[1]).shifts.entries.map(\.people) == [["am@example.org"]])
        #expect(try read("organizer", lines[1]).problems.first?.contains("as organizer") == true)
    }

    @Test func whatIsKnownIsKeptWithoutItsTextUntilItChanges() throws {
        var reading = CalendarReading()
        let organisation = try organisation()
        let first = reading.read(organisation, copies: copy(["SUMMARY:Ana"]), zones: zones, at: now)
        #expect(reading.digests == ["https://example.org/a.ics": "1"])
        var same = copy([], problem: "the source answered 500")
        same["https://example.org/a.ics"]?.text = nil
        // Of a day later, so that it is expanded anew.
        let later = reading.read(organisation, copies: same, zones: zones, at: now.addingTimeInterval(86_400))
        #expect(later["r"]?["l"]?.shifts == first["r"]?["l"]?.shifts)
        #expect(later["r"]?["l"]?.problems == ["the source answered 500"])
        let other = reading.read(
            organisation, copies: copy(["SUMMARY:Ana Ruiz"], digest: "2"), zones: zones, at: now)
        #expect(other["r"]?["l"]?.shifts.entries.map(\.people) == [["ana.ruiz@example.org"]])
        // Zone data that cannot be read any more takes away nobody.
        struct Gone: Error, CustomStringConvertible { var description: String { "no zone data" } }
        let broken = reading.read(
            organisation, copies: copy(["SUMMARY:Ana Ruiz"], digest: "2"),
            zones: CalendarReading.Zones(changedAt: now) { _ in throw Gone() }, at: now)
        #expect(broken["r"]?["l"]?.shifts.entries.map(\.people) == [["ana.ruiz@example.org"]])
        #expect(broken["r"]?["l"]?.problems == ["no zone data"])
    }

    @Test func whoLeavesTheOrganisationLeavesItsCalendars() throws {
        var reading = CalendarReading()
        var organisation = try organisation()
        _ = reading.read(organisation, copies: copy(["SUMMARY:Ana"]), zones: zones, at: now)
        organisation.people.removeFirst()
        let after = reading.read(organisation, copies: copy(["SUMMARY:Ana"]), zones: zones, at: now)
        #expect(after["r"]?["l"]?.shifts.entries.map(\.people) == [[]])
    }

    @Test func gapsAreLookedForOnceACalendarWasRead() throws {
        var organisation = try organisation()
        organisation.zones = try .berlin()
        let place = ConfigurationPlace(path: JSONPointer())
        try organisation.checkOnCall(at: now, in: place)
        #expect(organisation.unreadLayers.map(\.layer) == ["l"])
        var reading = CalendarReading()
        organisation.calendars = reading.read(organisation, copies: copy(["SUMMARY:Ana"]), zones: zones, at: now)
        #expect(organisation.unreadLayers.isEmpty)
        #expect(throws: (any Error).self) { try organisation.checkOnCall(at: now, in: place) }
        organisation.calendars = reading.read(
            organisation, copies: copy(["SUMMARY:Ana", "RRULE:FREQ=DAILY"], digest: "2"), zones: zones,
            at: now.addingTimeInterval(10 * 86_400))
        try organisation.checkOnCall(at: now.addingTimeInterval(10 * 86_400), in: place)
        let duty = organisation.onDuty("r", at: now.addingTimeInterval(10 * 86_400))
        #expect(duty.map(\.person.email) == ["ana@example.org"])
    }
}
