import Cost
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import PeopleStore
import SampleOrganisation
import TaskStore
import Tasks
import Testing

@testable import IncidentDesk

/// What a review begins with: what the rows say, and nothing else.
@Suite struct ReviewDraftTests {
    private let start = Samples.monday

    private var incident: IncidentRecord {
        var incident = IncidentRecord(
            id: .v7(), number: 7, title: "Payments are refused", description: "Since ten.", status: .stable,
            type: "outage", severity: "SEV1", priority: "high", visibility: .open, source: .report, drill: false,
            alertCount: 2, version: 3, at: start, detectedAt: start - 600, commander: nil, reporter: nil)
        incident.stableAt = start + 2 * 3600 + 300
        return incident
    }

    private func entry(_ minutes: Double, _ kind: TimelineKind, _ text: String) -> TimelineEntry {
        TimelineEntry(id: .v7(), at: start + minutes * 60, kind: kind, actor: "test", text: text)
    }

    private func task(_ text: String, _ state: TaskState, late: Bool = false) -> TaskRecord {
        let due = start + 3600
        return TaskRecord(
            id: .v7(), incidentID: .v7(), incident: "INC-7",
            content: TaskContent(
                text: text, state: state, owner: state == .open ? "ana@example.org" : nil, assignees: [], due: due,
                dueSetAt: start, priority: .medium, resolvedAt: state == .open ? nil : due + (late ? 60 : -60),
                resolvedBy: state == .open ? nil : "ana@example.org"),
            source: .api, sourceKey: nil, url: nil, createdAt: start, createdBy: "test")
    }

    @Test func whatHappenedIsToldInItsOrderWithoutWhatIsNoNews() {
        var material = ReviewMaterial(incident: incident)
        material.timeline = [
            entry(0, .opened, "Reported by Ana"), entry(1, .notice, "Told all@example.org by mail."),
            entry(90, .report, "Status report of Ana:\nbetter"),
        ]
        let lines = ReviewDraft(material).texts.whatHappened.split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "Payments are refused", "Since ten.", "2026-01-05 09:00 UTC  Reported by Ana",
                "2026-01-05 10:30 UTC  Status report of Ana: better", "2026-01-05 11:05 UTC  INC-7 is stable",
            ])
    }

    @Test func impactHasTimeMoneyAnswersAndTheLastReport() throws {
        var material = ReviewMaterial(incident: incident)
        var question = Question(
            id: .v7(), incident: "INC-7", text: "Which systems?", isMandatory: true, askedAt: start, askedBy: "test")
        question.answer = Question.Answer(text: "db-1", source: "the log", by: "Ana", at: start)
        material.questions = [question]
        material.cost = Money(123_45, try #require(Currency("EUR")))
        material.reports = ["worse", "over"].map { text in
            StatusReport(
                id: .v7(), incident: "INC-7", at: start, author: "Ana", conditions: text, actions: "", needs: "",
                audience: .participants)
        }
        let impact = ReviewDraft(material).texts.impact
        #expect(impact.contains("It took 2 h 15 min from when it was noticed (2026-01-05 08:50 UTC)"), "\(impact)")
        for text in ["SEV1", "2 alerts belong to it", "123.45 EUR", "Which systems? db-1 (the log)", ": over"] {
            #expect(impact.contains(text), "\(text) in \(impact)")
        }
        #expect(!impact.contains("worse"))
    }

    @Test func whatWentWellAndWhatIsLeftIsCounted() {
        var material = ReviewMaterial(incident: incident)
        material.tasks = [task("a", .resolved), task("b", .resolved, late: true), task("Watch the pool", .open)]
        material.answeredAt = start + 45
        material.questions = [
            Question(id: .v7(), incident: "INC-7", text: "Why?", isMandatory: false, askedAt: start, askedBy: "test")
        ]
        let texts = ReviewDraft(material).texts
        #expect(texts.wentWell.contains("Somebody was at work on it 45 s after it was opened."))
        #expect(texts.wentWell.contains("2 of 3 tasks were done, 1 of them in time."))
        #expect(texts.lessons.contains("Nobody knows yet: Why?"))
        #expect(texts.lessons.contains("Still to be done (ana@example.org), due 2026-01-05 10:00 UTC: Watch the pool"))
        #expect(texts.lessons.contains("Nobody led it"))
    }

    @Test func noTextIsLongerThanItMayBe() {
        var material = ReviewMaterial(incident: incident)
        material.incident.description = String(repeating: "é", count: 20_000)
        material.timeline = (0..<500).map { entry(Double($0), .page, String(repeating: "x", count: 500)) }
        let text = ReviewDraft(material).texts.whatHappened
        #expect(text.unicodeScalars.count == 20_000 && text.hasSuffix("…"))
    }
}
