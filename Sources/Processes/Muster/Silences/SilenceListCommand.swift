import ArgumentParser
import JSON

struct SilenceListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists silences, the newest first; those that are over only when asked for.")

    @Option(name: .customLong("state"), help: "pending, active or expired; may be given several times.")
    var states: [SilenceStateArgument] = [.pending, .active]

    @OptionGroup var page: PageOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let words = states.map(\.rawValue)
        let answer = try await API().get(["silences"], [("state", words.joined(separator: ","))] + page.query)
        Output.result(asJSON: json.isOn, answer, SilenceText.list(answer, states: words))
        if !json.isOn, let cursor = answer.text(of: "next_cursor") { Output.note("More: --cursor \(cursor)") }
    }
}

/// Where a silence can be.
enum SilenceStateArgument: String, CaseIterable, ExpressibleByArgument {
    case pending, active, expired
}
