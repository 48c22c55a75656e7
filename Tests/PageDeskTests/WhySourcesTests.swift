import Escalation
import FoundationEssentials
import Organisation
import PageStore
import Testing

@testable import PageDesk

/// What an escalation tells of why somebody was, or was not, paged.
@Suite struct WhySourcesTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func told(_ subject: WhyContext.Subject, _ turns: [EscalationHistory.Turn]) -> [WhyFact] {
        var escalation = EscalationHistory(
            incident: "INC-7", policy: "payments", urgency: "high", state: .acknowledged, began: Self.start,
            decided: Self.start + 400, decidedBy: "ben@example.org")
        escalation.turns = turns
        var context = WhyContext(subject, in: OrganisationConfiguration())
        context.escalations = [escalation]
        return WhyAnswer("?", WhySources.escalation(context)).facts
    }

    private func turn(
        _ title: String, _ after: Double, _ outcome: StepRecord.Outcome = .paged, _ people: String...
    ) -> EscalationHistory.Turn {
        .init(title: title, due: Self.start + after, taken: Self.start + after, outcome: outcome, people: people)
    }

    @Test func eachTurnSaysWhatItDidAndTheLastFactDecides() {
        let facts = told(
            .alert,
            [
                turn("step 1, only during office", 0, .passedOver), turn("step 2", 0, .paged, "ana@example.org"),
                turn("step 3", 300, .lastResort, "eva@example.org"), turn("step 2, round 2", 301, .superseded),
            ])
        #expect(
            facts.map(\.fact) == [
                "INC-7 looked for somebody, with high urgency",
                "step 1, only during office of INC-7, due at 2027-01-15T08:00:00.000Z, was passed over: it is for other hours",
                "step 2 of INC-7, due at 2027-01-15T08:00:00.000Z, paged ana@example.org",
                "step 3 of INC-7, due at 2027-01-15T08:05:00.000Z, found nobody, or was the end: the last resort was paged: eva@example.org",
                "step 2, round 2 of INC-7, due at 2027-01-15T08:05:01.000Z, paged nobody: the same step of a later round was due as well",
                "ben@example.org took INC-7: nobody else was paged about it",
            ])
        #expect(Set(facts.dropLast().map(\.rule)) == ["payments"])
    }

    /// Of a person's hour only the steps that paged others are told here: the pages tell of their own.
    @Test func aPersonHearsWhichStepsPagedOthers() {
        let facts = told(
            .person(email: "Ana@example.org", at: Self.start),
            [
                turn("step 1", 0, .paged, "ana@example.org"), turn("step 2", 300, .paged, "ben@example.org"),
                turn("step 3", 3601, .paged, "eva@example.org"),
            ])
        #expect(
            facts.map(\.fact) == [
                "step 2 of INC-7, due at 2027-01-15T08:05:00.000Z, paged ben@example.org, and not Ana@example.org",
                "ben@example.org took INC-7: nobody else was paged about it",
            ])
    }

    @Test func factsOfOneTimeStayInTheOrderOfTheWay() {
        let answer = WhyAnswer(
            "?",
            [
                WhyFact(at: Self.start + 1, "receipt", "c"), WhyFact(at: Self.start, "door", "a"),
                WhyFact(at: Self.start, "route", "b"),
            ])
        #expect(answer.facts.map(\.fact) == ["a", "b", "c"])
        #expect(answer.answer == "c.")
        #expect(WhyAnswer("?", []).answer == "nothing is known of it.")
    }
}
