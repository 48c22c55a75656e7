import ArgumentParser
import Encodings
import Foundation
import Operations

/// Which dead letters: those that meet all that is said.
struct DeadLetterArguments: ParsableArguments {
    @Argument(help: "The ids of letters.", transform: MessageShowCommand.identifier)
    var ids: [UUID] = []

    @Option(help: "The group, as `muster dead-letters groups` names it.")
    var group: String?

    @Option(help: "The worker that gave up.")
    var worker: String?

    @Option(help: "The message's type, such as muster.incident.opened.v1.")
    var type: String?

    @Option(help: "The error's code.")
    var error: String?

    @Option(help: "The incident's name, such as INC-17.")
    var incident: IncidentNameArgument?

    @Option(help: "Dead since: a span such as 2h, or a time.")
    var since: String?

    @Flag(help: "All of them.")
    var all = false

    func validate() throws {
        if let since, Moment.past(since) == nil {
            throw ValidationError("--since \(Plain.line(since)) is no time. Write 2h, 30m or 2026-11-21T10:00:00Z.")
        }
    }

    /// Refuses to act on everything unless that was said.
    func checkNotEmpty() throws {
        if selection.isEmpty {
            throw ValidationError("Say which: ids, --group, --worker, --type, --error, --incident, --since, or --all.")
        }
    }

    /// What was said, in words.
    var words: [String] {
        let named = [
            ("group", group), ("worker", worker), ("type", type), ("error", error), ("incident", incident?.text),
        ].compactMap { name, value in value.map { "\(name) \(Plain.line($0))" } }
        return ids.map { "id \(UUIDText.string(from: $0))" } + named + (since.map { ["a death since \($0)"] } ?? [])
    }

    /// What was said, with spans as times.
    var selection: DeadLetterSelection {
        var selection = DeadLetterSelection()
        selection.ids = ids
        selection.group = group
        selection.worker = worker
        selection.type = type
        selection.error = error
        selection.incident = incident?.text
        selection.since = since.flatMap { Moment.past($0) }
        selection.all = all
        return selection
    }
}
