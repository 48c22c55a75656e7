import ArgumentParser
import JSON
import Synchronization
import Testing

@testable import Muster

/// The same of many executions, at the command line.
@Suite struct ExecutionsChangeTests {
    @Test func oneIsNamedOrSeveralAreSelected() throws {
        let id = "01933f5e-7d1a-7c3b-9f00-0123456789ab"
        for arguments in [
            ["pause", id], ["stop", "--playbook", "triage", "--yes"],
            ["redrive", "--status", "FAILED", "--since", "2h"],
            ["resume", "--since", "2026-11-21T10:00:00Z"], ["stop", id, "--error", "Cancelled"],
        ] {
            #expect(throws: Never.self) { try PlaybookCommand.parseAsRoot(arguments) }
        }
        for arguments in [["pause"], ["stop", id, "--playbook", "triage"], ["redrive", "--since", "soon"]] {
            #expect(throws: (any Error).self) { try PlaybookCommand.parseAsRoot(arguments) }
        }
    }

    @Test func theExtentComesFirstAndAllPartsAreBoundByIt() async throws {
        let asked = Mutex<[JSON]>([])
        let change = ExecutionsChange(request: ["change": "stop", "playbook": "triage"]) { body in
            asked.withLock { $0.append(body) }
            if body["dry_run"] == true { return ["matched": 251, "changed": 0, "through": "t", "after": .null] }
            return body["after"] == nil ? ["changed": 200, "after": "a"] : ["changed": 50, "after": .null]
        }
        let extent = try await change.extent()
        let changed = try await change.carryOut(extent)
        #expect(changed["changed"] == 250 && changed["matched"] == 251)
        #expect(ExecutionsChange.done(changed) == "Changed 250 executions. 1 other had gone on meanwhile.")
        let bodies = asked.withLock { $0 }
        #expect(bodies.count == 3 && bodies.dropFirst().allSatisfy { $0["through"] == "t" && $0["dry_run"] == nil })
        #expect(bodies[2]["after"] == "a" && bodies.allSatisfy { $0["playbook"] == "triage" })
    }

    @Test func theExtentIsToldByPlaybook() {
        let text = ExecutionsChange.text(
            [
                "matched": 3,
                "playbooks": [
                    [
                        "playbook": "triage", "count": 3, "first_at": "2026-11-29T10:00:00.000Z",
                        "last_at": "2026-11-30T10:00:00.000Z",
                    ]
                ],
            ], "redrive")
        #expect(text.hasPrefix("3 executions to redrive:\n"))
        #expect(text.contains("triage") && text.contains("2026-11-29T10:00:00.000Z"))
        #expect(ExecutionsChange.text(["matched": 0], "stop") == "There are no such executions to stop.")
    }
}
