import ArgumentParser
import Operations

struct PersonEraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Forgets somebody: deletes what is only theirs, and puts a pseudonym for them everywhere else.",
        discussion: """
            It goes through every table of the database, and cannot be undone. What other systems were given (mails, conversations \
            elsewhere, backups) it does not reach.
            """)

    @Argument(help: "Their mail address.")
    var email: String

    @Option(help: "Why, for the audit: 1 to 500 characters without their address.")
    var reason: String

    @Flag(name: .customLong("dry-run"), help: "Changes nothing; shows how many rows of which table would change.")
    var isDryRun = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...500).contains(reason.count) else {
            throw ValidationError("--reason is 1 to 500 characters; it has \(reason.count)")
        }
        guard email.wholeMatch(of: /[^@\s]+@[^@\s]+/) != nil, (6...254).contains(email.count) else {
            throw ValidationError("\(Plain.line(email)) is no mail address")
        }
    }

    func run() async throws {
        let settings = Settings.process
        do {
            let result = try await Database.asBatch(settings) { client in
                try await PersonErasure(client: client, actor: Operator.name(settings))
                    .erase(email, reason: reason, isDryRun: isDryRun)
            }
            Output.result(asJSON: json.isOn, result.json, Self.text(result))
        } catch let problem as ErasureProblem {
            throw CommandFailure(problem.description)
        }
    }

    static func text(_ result: PersonErasure.Result) -> String {
        var listing = Listing("TABLE", "ROWS", "")
        for place in result.places { listing.add(place.table, "\(place.rows)", place.fate) }
        guard !result.places.isEmpty else { return "Nothing in the database names them." }
        let rows = result.places.reduce(0) { $0 + $1.rows }
        let what = "\(rows) row\(rows == 1 ? "" : "s")"
        let end =
            result.isDryRun
            ? "\(what) would change, and \(result.pseudonym) would stand for them. Nothing was changed."
            : "\(what) changed; \(result.pseudonym) stands for them. Run it again when queues and backups have moved on."
        return listing.text(empty: "") + "\n\n" + end
    }
}
