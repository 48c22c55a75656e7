import Contracts
import Encodings
import Foundation
import Incident
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore
import Playbooks
import StatesLanguage
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import PlaybookRunner

/// The cases that the service was recorded at, beside the checkout where there are such.
enum RecordedCases {
    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("../shared/cases/states-language.jsonl").standardized.path
    static let exist = FileManager.default.fileExists(atPath: file)
}

/// Executions that the service was recorded at, through messages and rows: those that need nobody else.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct RecordedCaseTests {
    private struct Case {
        let name: String
        let machine: JSON
        let input: JSON
        let expected: JSON

        /// `nil` for a case that needs more than the runner by itself, or whose result says what cannot be known.
        init?(_ json: JSON) {
            guard let name = json["name"]?.stringValue, let machine = json["definition"], json["kind"] == "execution",
                json["name_matters"] != true, json["expected"]?["wildcards"] == .array([]),
                (json["needs"]?.arrayValue ?? []).allSatisfy({ $0 == "none" }),
                let expected = json["expected"]
            else { return nil }
            let text = machine.text()
            guard !text.contains("\"Wait\""), !text.contains("\"Task\""),
                let source = try? PlaybookSource(text, named: name), (try? RunnablePlaybook(source)) != nil
            else { return nil }
            (self.name, self.machine, self.expected) = (name, machine, expected)
            input = json["input"] ?? [:]
        }
    }

    private static func cases() throws -> [Case] {
        try String(contentsOfFile: RecordedCases.file, encoding: .utf8).split(separator: "\n").compactMap { line in
            try Case(JSON.parse(String(line), limits: JSONLimits(depth: 200, bytes: 8 << 20)))
        }
    }

    @Test(.enabled(if: RecordedCases.exist, "the recorded answers lie outside of the repository"))
    func recordedExecutionsEndAsTheyWereRecorded() async throws {
        // A sample: `states-language-conformance` runs all of them without a database.
        let cases = try Self.cases().enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
        try #require(cases.count >= 30, "\(cases.count)")
        try await RunnerFixture.run { fixture in
            var ids: [UUID] = []
            for (index, subject) in cases.enumerated() {
                let playbook = "case-\(index)"
                _ = try await PlaybookDesk(
                    database: fixture.harness.environment.database, committer: fixture.harness.environment.committer
                ).apply(PlaybookRequest(text: subject.machine.text()), named: playbook, actor: "test")
                let answer = try await fixture.desk.start(
                    playbook, ExecutionRequest(input: subject.input), actor: "test", viewer: .system,
                    idempotency: nil, trace: nil)
                let started = try JSON.parse(answer.body, limits: Execution.storedLimits)
                ids.append(try #require(started["id"]?.stringValue.flatMap { UUIDText.uuid(from: $0) }))
            }
            // Many at once, as one batch.
            let fates = await fixture.harness.handle(
                ids.map { fixture.harness.envelope(AdvanceExecution(execution: $0)) })
            #expect(fates.allSatisfy { $0 == .done })
            try await fixture.harness.waitUntilIdle()
            for (subject, id) in zip(cases, ids) {
                let execution = try await fixture.execution(id)
                #expect(execution.status.rawValue == subject.expected["status"]?.stringValue, "\(subject.name)")
                if let output = subject.expected["output"] {
                    let actual = try execution.output.map { try JSON.parse($0, limits: Execution.storedLimits) }
                    #expect(actual == output, "\(subject.name)")
                }
                #expect(execution.error?.error == subject.expected["error"]?.stringValue, "\(subject.name)")
                let types = (subject.expected["trace"]?.arrayValue ?? []).compactMap { $0[0]?.stringValue }
                let history = try await fixture.history(id)
                // Branches go on side by side there, and one after another here.
                guard !types.isEmpty, !subject.machine.text().contains("\"Parallel\"") else { continue }
                #expect(history == types, "\(subject.name)")
            }
        }
    }
}
