import Foundation
import JSON
import Synchronization
import Testing

@testable import Muster

/// `playbook import`: a folder in which playbooks stand among other files.
@Suite struct PlaybookImportTests {
    private static let socless = #"""
        {"Playbook": "LoginCheck", "StartAt": "Find", "States": {"Find": {"Type": "Task", "End": true,
         "Resource": "${{self:custom.directory.FindUser}}", "Parameters": {"name": "a"}}}}
        """#
    private static let plain = """
        StartAt: Say
        States:
          Say: {Type: Task, Resource: "arn:aws:lambda:::function:timeline_entry", Parameters: {text: x}, End: true}
        """
    private static let files = [
        "playbooks/login/playbook.json": socless, "triage.asl.yaml": plain,
        "triage.cases.yaml": "cases: [] # StartAt", "package.json": "{}", "serverless.yml": "custom: {x: StartAt}",
        "node_modules/x/playbook.json": socless, "playbooks/old/README.md": "StartAt",
        "notes.yaml": "text: what StartAt means",
    ]

    private func with(_ files: [String: String], _ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (file, text) in files {
            let place = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: place)
        }
        try await body(folder.path)
    }

    @Test func playbooksAreFoundAmongOtherFilesWithWhatTheyNeed() async throws {
        try await with(Self.files) { folder in
            let found = PlaybookImport(try PlaybookFolder(folder))
            let playbooks = try #require(found.json["playbooks"]?.arrayValue)
            #expect(playbooks.map { $0["name"] } == ["LoginCheck", "triage"])
            #expect(playbooks.map { $0["file"] } == ["playbooks/login/playbook.json", "triage.asl.yaml"])
            #expect(playbooks.allSatisfy { $0["ok"] == true && $0["version"] == .null })
            #expect(
                playbooks[0]["integrations"]?.arrayValue?.first { $0["built_in"] == false } == [
                    "name": "directory_find_user", "built_in": false, "states": ["Find"],
                ])
            #expect(
                playbooks[1]["integrations"] == [
                    ["name": "timeline_entry", "built_in": true, "states": ["Say"]]
                ])
            #expect(found.json["outside"] == ["directory_find_user"])
            #expect(found.text.contains("Somebody must consume for: task.directory_find_user."))
            #expect(found.text.contains("directory_find_user (1)"))
        }
    }

    /// A schema of the version before goes on to hold: nobody took it back.
    @Test func allAreAppliedWithTheSchemasOfTheirVersionsBefore() async throws {
        try await with(Self.files) { folder in
            var found = PlaybookImport(try PlaybookFolder(folder))
            let put = Mutex<[String: JSON]>([:])
            try await found.carryOut { name in
                name == "triage" ? ["input_schema": ["type": "object"]] : nil
            } put: { name, body in
                put.withLock { $0[name] = body }
                return ["name": .string(name), "version": 3, "created": .bool(name == "triage")]
            }
            let bodies = put.withLock { $0 }
            #expect(bodies.keys.sorted() == ["LoginCheck", "triage"])
            #expect(bodies["triage"]?["input_schema"] == ["type": "object"])
            #expect(
                bodies["LoginCheck"]?["input_schema"] == nil && bodies["LoginCheck"]?["text"] == .string(Self.socless))
            #expect(found.text.contains("version 3 now") && found.text.contains("version 3 already"))
            #expect(found.json["playbooks"]?.arrayValue?.map { $0["version"] } == [3, 3])
        }
    }

    @Test func whatCannotRunIsToldWithItsPlaceAndIsNotApplied() async throws {
        var files = Self.files
        files["broken.json"] = #"{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "Next": "B"}}}"#
        files["torn.json"] = #"{"StartAt": "A", "#
        try await with(files) { folder in
            let found = PlaybookImport(try PlaybookFolder(folder))
            #expect(found.hasProblems && found.usable.map(\.name) == ["LoginCheck", "triage"])
            #expect(found.text.contains("broken.json:1:") && found.text.contains("torn.json:1:"))
            let broken = found.json["playbooks"]?.arrayValue?.first { $0["name"] == "broken" }
            #expect(broken?["ok"] == false && broken?["problems"]?.arrayValue?.isEmpty == false)
        }
    }

    @Test func twoOfOneNameAndAFolderWithoutPlaybooksAreRefused() async throws {
        try await with(Self.files.merging(["other/triage.yaml": Self.plain]) { first, _ in first }) { folder in
            #expect(throws: CommandFailure.self) { try PlaybookFolder(folder) }
        }
        try await with(["package.json": "{}"]) { folder in
            #expect(throws: CommandFailure.self) { try PlaybookFolder(folder) }
        }
        #expect(throws: CommandFailure.self) { try PlaybookFolder("/nowhere/at/all") }
    }
}
