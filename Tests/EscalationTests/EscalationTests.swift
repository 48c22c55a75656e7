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

    /// - Returns: whether it changed, and the turns that it takes until then.
    private func renewed(_ escalation: Escalation, at due: Date) -> (
        changed: Bool, state: Escalation.State, turns: [String]
    ) {
        var escalation = escalation
        let changed = escalation.renew(policy(), at: due)
        let state = escalation.state
        return (changed, state, titles(escalation.advance(to: due)))
    }

    @Test func whatIsRenewedBeginsAgainAndPutsNobodyOff() {
        let due = start + 900
        let open = renewed(Escalation(policy(), state: .open, turns: 1, due: start + 300), at: due)
        #expect(!open.changed && open.turns == ["300 step 2", "900 last resort"], "somebody is looked for already")
        let taken = renewed(Escalation(policy(), state: .acknowledged, turns: 2, due: nil), at: due)
        #expect(taken.changed && taken.state == .acknowledged && taken.turns == ["900 step 1"])
        let expiring = renewed(Escalation(policy(), state: .acknowledged, turns: 2, due: start + 600), at: due)
        #expect(!expiring.changed && expiring.turns == ["600 step 1", "900 step 2"])
        for state in [Escalation.State.open, .resolved, .stopped] {
            let over = renewed(Escalation(policy(), state: state, turns: 3, due: nil), at: due)
            #expect(over.changed && over.state == .open && over.turns == ["900 step 1"])
        }
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

    /// A step for other hours takes no time; its turn is told of.
    @Test func aStepForOtherHoursIsPassedOverAtOnce() {
        let steps = [
            EscalationStep(targets: [.schedule("office")], condition: .during("office")),
            EscalationStep(targets: [.schedule("night")], wait: .seconds(600), condition: .outside("office")),
        ]
        let policy = EscalationPolicy(name: "p", steps: steps, repeats: 1, lastResort: ["z@example.org"])
        func seen(opens: TimeInterval) -> [String] {
            var escalation = Escalation(policy, at: start)
            var seen: [String] = []
            while let due = escalation.due {
                seen += escalation.advance(to: due) { step, moment in
                    let isOpen = moment >= start + opens
                    return if case .during = step.condition { isOpen } else { !isOpen }
                }.filter { !$0.isPassedOver }.map { "\(Int($0.due.timeIntervalSince(start))) \($0.title)" }
            }
            return seen
        }
        #expect(seen(opens: 0) == ["0 step 1", "300 step 1, round 2", "600 last resort"])
        #expect(seen(opens: 1e9) == ["0 step 2", "600 step 2, round 2", "1200 last resort"])
        // The office opens between the rounds: the moment at which a step is due decides.
        #expect(seen(opens: 600) == ["0 step 2", "600 step 1, round 2", "900 last resort"])
    }

    /// When no step fits, a policy that repeats for ever asks again every five minutes, and does not spin.
    @Test func aPolicyWithoutAStepForTheHourWaits() {
        let step = EscalationStep(targets: [.schedule("office")], condition: .during("office"))
        let policy = EscalationPolicy(name: "p", steps: [step], repeats: nil, lastResort: ["z@example.org"])
        var escalation = Escalation(policy, at: start)
        let turns = escalation.advance(to: start + 3000) { _, moment in moment >= start + 3000 }
        #expect(turns.count == 11)
        #expect(turns.last?.isPassedOver == false)
        #expect(turns.last?.isSuperseded == false)
        #expect(turns.dropLast().map(\.isPassedOver) == Array(repeating: true, count: 10))
    }
}
