import ArgumentParser
import Encodings
import FoundationEssentials
import JSON
import Testing

@testable import Muster

/// What people say of duplicates, times and reviews.
@Suite struct MergeArgumentTests {
    @Test func aTimeOfTheNightIsTheLastThatHasPassed() throws {
        let now = try #require(RFC3339.date(from: "2026-03-01T02:00:00Z"))
        func text(_ words: String) -> String? { ClockTime.past(words, now: now).map { RFC3339.string(from: $0) } }
        #expect(text("01:59") == "2026-03-01T01:59:00.000Z" && text("02:00") == "2026-03-01T02:00:00.000Z")
        #expect(text("03:12") == "2026-02-28T03:12:00.000Z" && text("03:12:30") == "2026-02-28T03:12:30.000Z")
        #expect(text("2026-02-01T00:00:00Z") == "2026-02-01T00:00:00.000Z" && text("2h") == "2026-03-01T00:00:00.000Z")
        for none in ["24:00", "3:12", "03:60", "03:12:60", "aa:bb", "", "03:12:", "٠٣:١٢"] {
            #expect(text(none) == nil, "\(none)")
        }
    }

    @Test func aReviewSaysOnlyWhatIsSaid() throws {
        let command = try #require(
            try MusterCommand.parseAsRoot(["incident", "review", "inc-1", "--lessons", "Ask first", "--impact", ""])
                as? IncidentReviewCommand)
        #expect(command.texts == ["impact": "", "lessons": "Ask first"] && command.name.text == "INC-1")
    }

    @Test(arguments: [
        ["incident", "merge", "INC-1"], ["incident", "merge", "INC-1", "--into", "2"],
        ["incident", "review", "INC-1", "--owner", "a@example.org"], ["incident", "show", "INC-1", "--at", "noon"],
    ])
    func whatIsIncompleteIsRefused(words: [String]) {
        #expect(throws: (any Error).self) { try MusterCommand.parseAsRoot(words) }
    }

    @Test func whatIsNotKnownAndWhatItIsADuplicateOfComesWithIt() {
        let text = IncidentText.one([
            "name": "INC-1", "as_of": "2026-03-01T02:00:00.000Z", "unknown": ["cost", "title"], "title": .null,
            "duplicate_of": "INC-2", "duplicates": ["INC-3", "INC-4"],
        ])
        for words in [
            "as of         2026-03-01T02:00:00.000Z", "not known     cost, title", "duplicate of  INC-2",
            "duplicates    INC-3, INC-4",
        ] {
            #expect(text.contains(words), "\(words) in \(text)")
        }
    }

    @Test func aReviewIsReadInItsSections() {
        let text = ReviewText.one([
            "incident": "INC-1", "version": 2, "state": "draft", "author": "Ana", "updated_at": "T",
            "published_at": "P", "published_version": 1, "what_happened": "It broke\ntwice", "impact": "",
            "went_well": "", "lessons": "Ask first", "action_items": [],
        ])
        #expect(text.contains("published  P, version 1") && text.contains("What happened\n\n"), "\(text)")
        #expect(
            text.contains("Impact\n\nNothing yet.") && text.hasSuffix("Action items\n\nNo action items yet."), "\(text)"
        )
    }
}
