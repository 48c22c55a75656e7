import Foundation
import JSON
import OnCall
import Organisation
import TestServers
import Testing

@testable import Muster

/// Answers of another system as a configuration, by the command itself.
@Suite struct ImportCommandTests {
    /// Two people by weeks from Monday, 2 November 2026, and what the first fortnight lists.
    private static func answers(second: String = "PB") -> String {
        let users: JSON = [
            "users": [
                ["id": "PA", "name": "Ana", "email": "ana@example.org"],
                ["id": "PB", "name": "Ben", "email": "ben@example.org"],
            ]
        ]
        func entry(_ from: String, _ until: String, _ id: String) -> JSON {
            ["start": .string("\(from)T09:00:00Z"), "end": .string("\(until)T09:00:00Z"), "user": ["id": .string(id)]]
        }
        let schedule: JSON = [
            "schedule": [
                "id": "PS", "name": "payments", "time_zone": "UTC",
                "schedule_layers": [
                    [
                        "id": "PL", "name": "primary", "start": "2026-11-02T09:00:00Z", "end": nil,
                        "rotation_virtual_start": "2026-11-02T09:00:00Z", "rotation_turn_length_seconds": 604_800,
                        "users": [["user": ["id": "PA"]], ["user": ["id": "PB"]]], "restrictions": [],
                    ]
                ],
                "final_schedule": [
                    "rendered_schedule_entries": [
                        entry("2026-11-02", "2026-11-09", "PA"), entry("2026-11-09", "2026-11-16", second),
                    ]
                ],
            ]
        ]
        return "\(users.text())\n\(schedule.text())\n"
    }

    private func run(_ answers: String, _ arguments: String...) async throws -> (
        status: Int32, output: String, errors: String
    ) {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try Data(answers.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try await TestedProgram().run(["import", arguments[0], file.path] + arguments.dropFirst())
        return (result.status, result.output, result.errors)
    }

    @Test func aRotaThatIsTheSameIsWrittenAndSaidToBe() async throws {
        let result = try await run(Self.answers(), "pagerduty")
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.errors.hasPrefix(
                "payments: the same people from 2026-11-02 to 2026-11-16, at all 2 moments at which somebody may change\n"
            ))
        let file = try OrganisationFile(result.output, named: "made.yaml", vendors: [])
        #expect(file.configuration.schedules.map(\.name) == ["payments"])
    }

    @Test func aRotaThatDiffersIsShownAndIsAFailure() async throws {
        let target = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: target) }
        let result = try await run(Self.answers(second: "PA"), "pagerduty", "--output", target.path)
        #expect(result.status == 1)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "payments: 1 differences from 2026-11-02 to 2026-11-16")
        #expect(lines[1].hasPrefix("FROM"))
        #expect(
            lines[2].hasPrefix("2026-11-09T09:00:00.000Z  2026-11-16T09:00:00.000Z  ana@example.org  ben@example.org"))
        #expect(result.output.contains("WHAT TO KNOW"))
        _ = try OrganisationFile(String(contentsOf: target, encoding: .utf8), named: "made.yaml", vendors: [])
    }

    @Test func asJSONItIsOneObject() async throws {
        let result = try await run(Self.answers(), "pagerduty", "--json")
        let json = try JSON.parse(result.output)
        #expect(json["proven"] == true)
        #expect(json["proofs"]?[0]?["moments"] == 2)
        #expect(json["configuration"]?["people"]?.arrayValue?.count == 2)
    }

    @Test func whatCannotBeReadIsSaidAndASystemThatNobodyKnowsIsNoArgument() async throws {
        let empty = try await run("{}", "opsgenie")
        #expect(empty.status == 1)
        #expect(empty.errors.contains("no person with a mail address is in the file"))
        #expect(try await run("{}", "elsewhere").status == 2)
    }
}
