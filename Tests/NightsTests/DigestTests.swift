import Cost
import Encodings
import Forecast
import FoundationEssentials
import JSON
import OnCall
import Testing
import ZoneFiles

@testable import Nights

@Suite struct DigestTests {
    private func time(_ text: String) throws -> Date { try #require(RFC3339.date(from: text)) }

    private func digest() throws -> Digest {
        Digest(day: try #require(Day("2026-11-28")), end: try time("2026-11-29T00:00:00Z"))
    }

    @Test func nothingToSayIsOneLine() throws {
        var digest = try digest()
        #expect(digest.text == "2026-11-28: nothing to report.\n" && digest.subject == "2026-11-28: nothing to report")
        digest.week = Digest.Expectation(from: try #require(Day("2026-11-30")), value: 4, low: 2, high: 7)
        #expect(
            digest.text
                == "2026-11-28: nothing to report; 4 incident(s) in the week from 2026-11-30, with 80 % between 2 and 7.\n"
        )
    }

    @Test func saysWhatTheDayWas() throws {
        var digest = try digest()
        let incident = Digest.Incident(
            name: "INC-5", title: "Database\ndown", severity: "high", status: "active", commander: "Ada",
            reportedAt: try time("2026-11-25T20:00:00Z"), cost: Money(12_000, try #require(Currency("EUR"))))
        digest.active = Digest.Part([incident], count: 2, restricted: 1)
        digest.tasks = Digest.Part([
            Digest.Task(
                incident: "INC-5", text: String(repeating: "x", count: 101), owner: nil,
                due: try time("2026-11-28T20:00:00Z"))
        ])
        digest.pages = Digest.Part([Digest.Page(person: "a@example.org", incident: "INC-5", count: 2)], count: 2)
        digest.letters = Digest.Part([Digest.Letters(worker: "paging", code: "timeout", count: 3)], count: 3)
        digest.costs = [Money(12_000, try #require(Currency("EUR")))]
        #expect(
            digest.text == """
                2026-11-28: 0 incidents reported, 2 active, 1 overdue task, 2 unanswered pages, 3 dead letters. As of the end of the day.

                Active: 2, 1 of them restricted
                  INC-5  for 3 d 4 h  Database (Ada, 120.00 EUR)

                Overdue tasks: 1
                  INC-5  4 h late  \(String(repeating: "x", count: 99))… (nobody's)

                Pages that nobody answered: 2
                  INC-5  a@example.org × 2

                Dead letters waiting: 3
                  paging  timeout × 3
                  muster dead-letters groups

                Cost of the day's incidents: 120.00 EUR

                """)
        #expect(digest.json["active"]?["restricted"] == 1 && digest.json["active"]?["items"]?[0]?["name"] == "INC-5")
        #expect(digest.json["expected_week"] == .null)
    }

    /// From the hour on until the day ends, on days whose clocks change as well.
    @Test func itIsToldFromItsHourOn() throws {
        let zones = try ZoneFiles().database(of: ["Europe/Berlin"])
        let berlin = NightCalendar(try #require(zones.zone(named: "Europe/Berlin")))
        func day(_ text: String) throws -> String? { berlin.digestDay(toldAt: 8 * 3600, at: try time(text))?.text }
        #expect(try day("2026-11-29T06:59:59Z") == nil)
        #expect(try day("2026-11-29T07:00:00Z") == "2026-11-28")
        #expect(try day("2026-11-29T22:59:59Z") == "2026-11-28")
        #expect(try day("2026-11-29T23:00:00Z") == nil)
        #expect(try day("2026-03-29T05:59:59Z") == nil)
        #expect(try day("2026-03-29T06:00:00Z") == "2026-03-28")
        #expect(try day("2026-10-25T07:00:00Z") == "2026-10-24")
    }
}
