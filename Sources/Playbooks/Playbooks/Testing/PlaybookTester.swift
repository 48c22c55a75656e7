public import SoclessDialect
import JSON
import StatesLanguage

/// Runs the cases of a playbook and compares what came of them with what should have.
public enum PlaybookTester {
    /// - Throws: ``PlaybookReport`` when the playbook itself cannot be used.
    public static func report(
        on source: PlaybookSource, cases file: CaseFile, references: (any SoclessReferences)? = nil
    ) throws(PlaybookReport) -> PlaybookTestReport {
        let check = PlaybookCheck.report(on: source, references: references)
        guard check.isUsable else { throw check }
        let definition: PlaybookDefinition
        let machine: StateMachine
        do {
            definition = try PlaybookDefinition.compile(source, references: references)
            machine = try StateMachine(definition.machine)
        } catch {
            throw PlaybookReport.unreadable(source.name, "\(error)", nil)
        }
        var entered: Set<String> = []
        let results = file.cases.map { subject in
            let outcome = PlaybookRun.outcome(of: subject, definition, machine)
            entered.formUnion(outcome.entered)
            return PlaybookTestReport.Result(
                name: subject.name, position: subject.position,
                failures: unknownStates(subject, definition) + outcome.problems
                    + subject.expectation.failures(of: outcome),
                status: outcome.status, path: outcome.path, seconds: outcome.seconds)
        }
        return PlaybookTestReport(
            playbook: source.name, file: file.name, results: results, states: definition.ownStates,
            neverEntered: definition.ownStates.filter { !entered.contains($0) })
    }

    /// Names in a case that no state has are slips of the pen.
    private static func unknownStates(_ subject: PlaybookCase, _ definition: PlaybookDefinition) -> [String] {
        let known = Set(StateList.names(in: definition.machine))
        let expected = subject.expectation
        let named =
            Set(subject.answers.keys).union(expected.path ?? []).union(expected.visits ?? [])
            .union(expected.avoids ?? []).union(expected.calls.keys)
        return named.subtracting(known).sorted().map { "The case names \"\($0)\", and the playbook has no such state." }
    }
}

extension PlaybookExpectation {
    /// What is other than it should be.
    func failures(of outcome: PlaybookRun.Outcome) -> [String] {
        var failures: [String] = []
        if let status, status != outcome.status {
            let error = outcome.error.map { error in
                " with \(error.error ?? "no error's name")" + (error.cause.map { ": \(Self.shortened($0))" } ?? "")
            }
            failures.append("It should have \(status), but it \(outcome.status)\(error ?? "").")
        }
        if let path, path != outcome.path {
            failures.append(
                "It should have gone \(Self.arrows(path)), but it went \(Self.arrows(outcome.path)).")
        }
        for state in visits ?? [] where !outcome.entered.contains(state) {
            failures.append("It should have entered \"\(state)\"; it went \(Self.arrows(outcome.path)).")
        }
        for state in avoids ?? [] where outcome.entered.contains(state) {
            failures.append("It should not have entered \"\(state)\"; it went \(Self.arrows(outcome.path)).")
        }
        failures += errorFailures(outcome) + outputFailures(outcome) + callFailures(outcome)
        if let seconds, abs(seconds - outcome.seconds) > 0.0005 {
            failures.append(
                "It should have taken \(VirtualDuration.text(seconds)), but it took \(VirtualDuration.text(outcome.seconds))."
            )
        }
        return failures
    }

    private static func arrows(_ path: [String]) -> String { path.isEmpty ? "nowhere" : path.joined(separator: " → ") }

    private static func shortened(_ text: String) -> String { text.count > 300 ? text.prefix(300) + "…" : text }

    private func errorFailures(_ outcome: PlaybookRun.Outcome) -> [String] {
        var failures: [String] = []
        if let error, error != outcome.error?.error {
            let actual = outcome.error?.error.map { "\"\($0)\"" } ?? "none"
            failures.append("The error should be \"\(error)\", but is \(actual).")
        }
        if let cause, cause != outcome.error?.cause {
            let actual = outcome.error?.cause.map { "\"\(Self.shortened($0))\"" } ?? "none"
            failures.append("The cause should be \"\(cause)\", but is \(actual).")
        }
        return failures
    }

    private func outputFailures(_ outcome: PlaybookRun.Outcome) -> [String] {
        var failures: [String] = []
        if let output, output != outcome.output {
            failures += JSONDifference.differences(
                expected: output, actual: outcome.output, isSubset: false, at: "output")
        }
        if let outputContains {
            failures += JSONDifference.differences(
                expected: outputContains, actual: outcome.output, isSubset: true, at: "output")
        }
        return failures
    }

    private func callFailures(_ outcome: PlaybookRun.Outcome) -> [String] {
        calls.sorted { $0.key < $1.key }.flatMap { state, expected in
            let actual = outcome.calls.filter { $0.state == state }.map(\.parameters)
            guard actual.count == expected.count || (expected.count == 1 && !actual.isEmpty) else {
                return ["\"\(state)\" should have been called \(expected.count) times, but was \(actual.count) times."]
            }
            return zip(expected, actual).flatMap { expected, actual in
                JSONDifference.differences(
                    expected: expected, actual: actual, isSubset: true, at: "parameters of \"\(state)\"")
            }
        }
    }
}
