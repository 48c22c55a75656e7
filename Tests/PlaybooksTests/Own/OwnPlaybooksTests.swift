import Foundation
import JSON
import Testing

@testable import Playbooks

/// The playbooks that come with Muster: each can be applied as it is, passes its cases, and says whose it is.
@Suite struct OwnPlaybooksTests {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "ops/playbooks")

    static let names = [
        "disk-full", "exposed-access-key", "guardduty-finding", "malware-hash", "phishing-triage", "suspicious-login",
    ]

    private static func text(_ file: String) throws -> String {
        try String(contentsOf: directory.appending(path: file), encoding: .utf8)
    }

    @Test func thereAreNoOthers() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path)
        let playbooks = files.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".cases.yaml") }
        #expect(playbooks.sorted() == Self.names.map { "\($0).yaml" })
        #expect(files.filter { $0.hasSuffix(".cases.yaml") }.sorted() == Self.names.map { "\($0).cases.yaml" })
    }

    @Test(arguments: names) func itsCasesPassAndEnterEveryState(_ name: String) throws {
        let source = try PlaybookSource(Self.text("\(name).yaml"), named: name)
        let cases = try CaseFile(Self.text("\(name).cases.yaml"), named: "\(name).cases.yaml")
        let report = try PlaybookTester.report(on: source, cases: cases)
        #expect(report.passed, "\(report)")
        #expect(report.neverEntered.isEmpty)
    }

    @Test(arguments: names) func itRunsAsItIsAndAsksNobodyWhoIsNotHere(_ name: String) throws {
        let source = try PlaybookSource(Self.text("\(name).yaml"), named: name)
        let playbook = try RunnablePlaybook(source)
        let outline = PlaybookOutline(machine: try JSON.parse(playbook.text))
        #expect(PlaybookNeeds(playbook).outside.isEmpty)
        #expect(outline.automation == .partly, "what people do of it is a step of it")
    }

    @Test(arguments: names) func itSaysWhatItDoesAndWhoseItIs(_ name: String) throws {
        let card = PlaybookCard(machine: try PlaybookSource(Self.text("\(name).yaml"), named: name).root)
        #expect(card.owner?.contains("@") == true && card.plan != nil && card.reviewBy != nil)
        #expect(card.text.contains("Reads: ") && card.text.contains("Asks: ") && card.text.contains("Route: "))
        #expect(try Self.text("README.md").contains("`\(name)`"), "it stands on the page of all")
    }
}
