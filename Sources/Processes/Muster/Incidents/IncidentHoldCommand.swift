import ArgumentParser
import Operations

/// `muster incident hold`: at the database, with the operator's role, as configurations and keys are.
struct IncidentHoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Keeps everything of an incident, for a court or an auditor, until it is released.")

    @Argument(help: "The incident, such as INC-17.")
    var name: IncidentNameArgument

    @Option(help: "Why it is held: 1 to 1000 characters.")
    var reason: String?

    @Flag(name: .customLong("release"), help: "Ends the hold: what is old of the incident goes in the next night.")
    var isRelease = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (reason == nil) == isRelease else {
            throw ValidationError("Say either why it is held, with --reason, or --release")
        }
        if let reason, !(1...1000).contains(reason.count) {
            throw ValidationError("--reason is 1 to 1000 characters; it has \(reason.count)")
        }
    }

    func run() async throws {
        let settings = Settings.process
        do {
            let change = try await Database.asOperator(settings) { client in
                let holds = LegalHolds(client: client, actor: Operator.name(settings))
                guard let reason else { return try await holds.release(name.text) }
                return try await holds.hold(name.text, reason: reason)
            }
            Output.result(asJSON: json.isOn, change.json, Self.text(change))
        } catch let unknown as UnknownIncident {
            throw CommandFailure("There is no incident \(unknown.name). See `muster incident list`.")
        }
    }

    static func text(_ change: LegalHolds.Change) -> String {
        switch (change.isHeld, change.isNew) {
        case (true, true): "Nothing of \(change.incident) is aged out any more, and nobody in it is erased."
        case (true, false): "\(change.incident) is held already. It stays as it is."
        case (false, true): "\(change.incident) is released: what is old of it goes in the next night."
        case (false, false): "\(change.incident) is not held."
        }
    }
}
