import ArgumentParser
import Encodings
import Foundation
import IncidentStore
import JSON
import Operations
import TestServers
import Testing

@testable import Muster

@Suite struct ArgumentTests {
    private func parse<Command: ParsableCommand>(_ line: String, as type: Command.Type) throws -> Command {
        let words = line.split(separator: " ").map(String.init)
        return try #require(try MusterCommand.parseAsRoot(words) as? Command)
    }

    @Test func keysHaveNamesScopesAndAnEnd() throws {
        let command = try parse("keys create ci --scope incidents:read --expires 90d", as: KeysCreateCommand.self)
        #expect(command.name.text == "ci")
        #expect(command.scopes == [.incidentsRead])
        #expect(try parse("keys create ci", as: KeysCreateCommand.self).scopes == [.alertsWrite])
    }

    @Test func reportsBecomeTheBodyOfTheAPI() throws {
        let words = ["incident", "report", "--title", "Slow checkout", "--severity", "SEV1", "--drill"]
        let command = try #require(try MusterCommand.parseAsRoot(words) as? IncidentReportCommand)
        #expect(command.body == ["title": "Slow checkout", "description": "", "severity": "SEV1", "drill": true])
    }

    @Test func alertsBecomeTheBodyOfTheAPI() throws {
        let command = try parse(
            "alert send --title Full --severity critical --label host=db-1 --label a=b=c", as: AlertSendCommand.self)
        #expect(
            try command.body()
                == ["title": "Full", "severity": "critical", "labels": ["host": "db-1", "a": "b=c"]])
    }

    @Test func incidentsAreNamedInAnyCase() throws {
        #expect(try parse("incident show inc-17", as: IncidentShowCommand.self).name.text == "INC-17")
    }

    @Test func aRateIsANumberASecond() throws {
        #expect(try parse("dead-letters replay --all --rate 50/s", as: DeadLettersReplayCommand.self).rate == 50)
        #expect(try parse("dead-letters replay --all --rate 0.5", as: DeadLettersReplayCommand.self).rate == 0.5)
    }

    @Test func lettersAreSelectedByAllThatIsSaid() throws {
        let id = "01900000-0000-7000-8000-000000000001"
        let words = "dead-letters list \(id) --group g --worker w --type t --error e --incident INC-1"
        let selection = try parse(
            words + " --since 2026-11-21T10:00:00Z", as: DeadLettersListCommand.self
        ).letters.selection
        #expect(selection.ids == [UUID(uuidString: id)])
        #expect(selection.group == "g")
        #expect(selection.worker == "w")
        #expect(selection.type == "t")
        #expect(selection.error == "e")
        #expect(selection.incident == "INC-1")
        #expect(selection.since == RFC3339.date(from: "2026-11-21T10:00:00Z"))
        #expect(!selection.all)
        #expect(
            try parse("dead-letters discard --all", as: DeadLettersDiscardCommand.self).action.letters.selection.all)
    }

    @Test func queuesListsByItself() throws {
        _ = try parse("queues --json", as: QueuesListCommand.self)
    }

    @Test(arguments: [
        "keys create Upper", "keys create ci --expires yesterday", "keys create ci --scope everything",
        "incident show 17", "incident status INC-1 done", "incident list --limit 0", "alert send",
        "alert send --title a --format grafana", "alert send --file f --format smoke",
        "alert send --title a --label b", "dead-letters replay", "dead-letters discard",
        "dead-letters replay --all --rate 0", "dead-letters replay --stop x", "dead-letters replay --all --wait 0",
        "dead-letters replay --resume --all", "message show x", "events republish", "events republish --since soon",
        "doctor --wait -1", "nonsense", "keys", "migrate sideways",
    ])
    func whatCannotBeMeantIsRefused(_ line: String) {
        #expect(throws: (any Error).self) {
            let command = try MusterCommand.parseAsRoot(line.split(separator: " ").map(String.init))
            // A command with subcommands alone shows its help.
            if command is KeysCommand { throw ValidationError("") }
        }
    }

    @Test(arguments: [("migrate up --bogus", 2), ("keys create Upper", 2), ("--version", 0), ("config check /none", 1)])
    func theStatusTellsWhatHappened(_ line: String, status: Int32) async throws {
        let program = TestedProgram()
        #expect(try await program.run(line.split(separator: " ").map(String.init)).status == status)
    }
}
