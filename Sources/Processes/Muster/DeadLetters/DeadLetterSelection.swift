import ArgumentParser
import Foundation
import JSON
import Postgres

/// Which dead letters: those that meet all that is said.
struct DeadLetterSelection: ParsableArguments {
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

    @Option(help: "The incident's name.")
    var incident: String?

    @Option(help: "Dead since: a span such as 2h, or a time.")
    var since: String?

    @Flag(help: "All of them.")
    var all = false

    func validate() throws {
        if let since, Moment.past(since) == nil {
            throw ValidationError("--since \(Listing.line(since)) is no time. Write 2h, 30m or 2026-11-21T10:00:00Z.")
        }
    }

    /// Whether nothing at all was said.
    var isEmpty: Bool {
        ids.isEmpty && group == nil && worker == nil && type == nil && error == nil && incident == nil && since == nil
            && !all
    }

    /// Refuses to act on everything unless that was said.
    func checkNotEmpty() throws {
        if isEmpty {
            throw ValidationError("Say which: ids, --group, --worker, --type, --error, --incident, --since, or --all.")
        }
    }

    /// As it is stored with what was done.
    var json: JSON {
        var object: JSONObject = [:]
        if !ids.isEmpty { object["ids"] = .array(ids.map(\.json)) }
        object["group"] = group.map(JSON.string)
        object["worker"] = worker.map(JSON.string)
        object["type"] = type.map(JSON.string)
        object["error"] = error.map(JSON.string)
        object["incident"] = incident.map(JSON.string)
        object["since"] = since.flatMap { Moment.past($0) }.map(\.json)
        if all { object["all"] = true }
        return .object(object)
    }

    /// The binds of every statement that selects letters, from `$1` on: ids, group, worker, type, error, incident, since.
    var binds: [PostgresValue] {
        [
            ids.isEmpty ? .null : .uuidArray(ids), .init(group), .init(worker), .init(type), .init(error),
            .init(incident), .init(since.flatMap { Moment.past($0) }),
        ]
    }
}
