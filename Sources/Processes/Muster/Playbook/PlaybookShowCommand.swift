import ArgumentParser
import JSON

struct PlaybookShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows an execution: how it stands, what it waits for, and what happened.")

    @OptionGroup var execution: ExecutionArgument

    @Flag(help: "Print the events of the history as JSON, one a line, and nothing else.")
    var history = false

    @Flag(
        help:
            "Go on until it ends: each event as it happens, and what it waits for. With --json the events, one a line.")
    var follow = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        if follow, history {
            throw ValidationError("--history and --follow exclude each other; --follow --json tells events.")
        }
    }

    func run() async throws {
        let api = try API()
        if follow { return try await follow(api) }
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

    private func follow(_ api: API) async throws {
        let path = execution.path
        let follower = ExecutionFollower {
            try await api.get(path)
        } history: { cursor in
            try await api.get(path + ["history"], [("limit", "200"), ("cursor", cursor)])
        } pause: {
            try await Task.sleep(for: .seconds(1))
        } tell: { line in
            Output.text(line)
        }
        let ended = try await follower.follow(asJSON: json.isOn)
        if !json.isOn { Output.text("\n" + PlaybookText.execution(ended)) }
        if ended["state"] != "SUCCEEDED" { throw CommandFailure.told }
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
