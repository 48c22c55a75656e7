import ArgumentParser
import Foundation
import JSON

struct PageTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Sends a test page through each way of somebody, and shows each way's receipt.")

    @OptionGroup var person: PersonArgument

    @Option(help: "Seconds to wait for the receipts, 0 to 600.")
    var wait = 30

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (0...600).contains(wait) else { throw ValidationError("--wait must be from 0 to 600.") }
    }

    func run() async throws {
        let api = try API()
        var answer = try await api.post(person.path("test-pages"), [:])
        let end = ContinuousClock.now.advanced(by: .seconds(wait))
        while answer.text(of: "state") == "due", ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(250))
            answer = try await api.get(["test-pages", answer.text(of: "id") ?? ""])
        }
        Output.result(asJSON: json.isOn, answer, ContactText.test(answer))
        // A way that did not take it within the time is no proof.
        if answer.text(of: "state") != "sent" { throw ExitCode.failure }
    }
}
