import FoundationEssentials
import Incident
import Testing

@testable import Escalation

/// When which turn of an escalation is due.
@Suite struct EscalationTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    /// Two steps, of five and ten minutes.
    private func policy(repeats: Int? = 0) -> EscalationPolicy {
        EscalationPolicy(
            name: "p",
            steps: [
                EscalationStep(targets: [.person("a@example.org")], wait: .seconds(300)),
                EscalationStep(targets: [.schedule("rota")], wait: .seconds(600)),
            ], repeats: repeats, lastResort: ["z@example.org"])
    }

    private func titles(_ turns: [EscalationTurn]) -> [String] {
        turns.map { "\(Int($0.due.timeIntervalSince(start))) \($0.title)\($0.isSuperseded ? " superseded" : "")" }
    }

    @Test func takesEachStepOfEachRoundThenTheLastResortThenNothing() {
        var escalation = Escalation(policy(repeats: 1), at: start)
        var seen: [String] = []
        while let due = escalation.due { seen += titles(escalation.advance(to: due)) }
        #expect(
            seen == [
                "0 step 1", "300 step 2", "900 step 1, round 2", "1200 step 2, round 2", "1800 last resort",
            ])
        #expect(escalation.state == .open)
        #expect(escalation.advance(to: start + 1e9) == [])
    }

    @Test func nothingIsTakenBeforeItIsDue() {
        var escalation = Escalation(policy(), at: start)
        #expect(titles(escalation.advance(to: start)) == ["0 step 1"])
        #expect(escalation.advance(to: start + 299) == [])
        #expect(escalation.due == start + 300)
    }

    @Test func repeatsUntilAcknowledgedWhenThePolicySaysSo() {
        var escalation = Escalation(policy(repeats: nil), at: start)
        for _ in 0..<1000 { if let due = escalation.due { _ = escalation.advance(to: due) } }
        #expect(escalation.turns == 1000)
        #expect(escalation.due == start + 500 * 900)
    }

    /// Forty minutes away: each step goes out once, and the rest of the plan holds.
    @Test func whatIsOverdueGoesOutOnceAndTheRestOfThePlanHolds() {
        var escalation = Escalation(policy(repeats: 3), at: start)
        #expect(titles(escalation.advance(to: start)) == ["0 step 1"])
        #expect(
            titles(escalation.advance(to: start + 2400)) == [
                "300 step 2 superseded", "900 step 1, round 2 superseded", "1200 step 2, round 2 superseded",
                "1800 step 1, round 3", "2100 step 2, round 3",
            ])
        #expect(escalation.due == start + 2700)
    }

    @Test func anAcknowledgementHoldsUntilItIsOver() {
        var forever = Escalation(policy(), state: .acknowledged, turns: 1, due: nil)
        #expect(forever.advance(to: start + 1e9) == [])
        var escalation = Escalation(policy(), state: .acknowledged, turns: 1, due: start + 1860)
        #expect(escalation.advance(to: start + 1859) == [])
        #expect(titles(escalation.advance(to: start + 1860)) == ["1860 step 1"])
        #expect(escalation.state == .open)
        #expect(escalation.due == start + 2160)
    }

    @Test func whatIsStoppedTakesNothing() {
        var escalation = Escalation(policy(), at: start)
        escalation.stop()
        #expect(escalation.advance(to: start + 1e6) == [])
    }

    @Test func aRoundRobinTakesItsTargetsInTurn() {
        let step = EscalationStep(targets: [.person("a"), .person("b"), .team("c")], strategy: .roundRobin)
        #expect(
            (0..<4).map { step.targets(atTurn: $0) } == [[.person("a")], [.person("b")], [.team("c")], [.person("a")]])
        #expect(EscalationStep(targets: step.targets).targets(atTurn: 1) == step.targets)
    }

    @Test func whoSaysNothingIsReachedByMailAtOnce() {
        let rules = ContactRules(person: "a@example.org", ways: [.high: [ContactRule(.conversation, to: "ops")]])
        #expect(rules[.high] == [ContactRule(.conversation, to: "ops")])
        #expect(rules[.low] == [ContactRule(.mail, to: "a@example.org", after: .zero)])
    }
}
