public import ArgumentParser
import Encodings
import Foundation
import Incident
import JSON
public import SignInDesk

struct PeopleGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Lets somebody mend the pipeline at the console, for a while.",
        discussion: """
            An operator reads, edits, replays and discards dead letters; an administrator sees inside of those that name no \
            incident, too. What letters of restricted incidents say stays with those who take part in them.
            """)

    @Argument(help: "Their mail address.")
    var email: String

    @Argument(help: "operator or administrator.")
    var role: PersonRole

    @Option(help: "Until when: a span such as 8h or 30d, or a time; 90 days at most.")
    var until: String

    @Option(help: "Why, for those who look later.")
    var reason: String

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard Person.isAddress(email) else {
            throw ValidationError("\(Plain.line(email)) is no mail address such as ana@example.org.")
        }
        guard Moment.future(until) != nil else {
            throw ValidationError("--until \(Plain.line(until)) is no time. Write 8h, 30d or 2026-11-21T10:00:00Z.")
        }
    }

    func run() async throws {
        let settings = Settings.process
        let seconds = Moment.future(until)?.timeIntervalSinceNow ?? 0
        let grant = try await Database.asOperator(settings) { client in
            try await SignInDesk(database: client).grant(
                role, to: email, seconds: seconds.rounded(), reason: reason, by: Operator.name(settings))
        }
        Output.result(
            asJSON: json.isOn, grant.json,
            "\(Plain.line(email)) is \(role.rawValue) at the console until \(RFC3339.string(from: grant.expiresAt)).")
    }
}

extension PersonRole: ExpressibleByArgument {}
