import ArgumentParser
import JSON

struct PlaybookShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows an execution: how it stands, what it waits for, and what happened.")

    @OptionGroup var execution: ExecutionArgument

    @Flag(help: "Print the events of the history as JSON, one a line, and nothing else.")
    var history = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let api = try API()
        if history {
            for event in try await events(api) { Output.text(event.text()) }
            return
        }
        var shown = try await api.get(execution.path)
        guard json.isOn else {
            return Output.text(PlaybookText.one(shown, history: try await events(api)))
        }
        if case .object(var object) = shown {
            object["history"] = .array(try await events(api))
            shown = .object(object)
        }
        Output.result(asJSON: true, shown, "")
    }

    private func events(_ api: API) async throws -> [JSON] {
        var events: [JSON] = []
        var cursor: String?
        repeat {
            let page = try await api.get(execution.path + ["history"], [("limit", "200"), ("cursor", cursor)])
            events += page["items"]?.arrayValue ?? []
            cursor = page.text(of: "next_cursor")
        } while cursor != nil
        return events
    }
}
