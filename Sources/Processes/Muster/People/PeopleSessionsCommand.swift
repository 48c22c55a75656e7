import ArgumentParser
import Encodings
import IncidentStore
import SignInDesk

struct PeopleSessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "Lists who is signed in at the console, and since when.")

    @Option(help: "Of this mail address alone.")
    var person: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let sessions = try await Database.asOperator { client in
            try await SignInDesk(database: client).sessions(of: person)
        }
        var listing = Listing("SESSION", "PERSON", "BEGAN", "LAST SEEN", "OVER BY")
        for session in sessions {
            listing.add(
                UUIDText.string(from: session.id), session.email, RFC3339.string(from: session.beganAt),
                RFC3339.string(from: session.usedAt), RFC3339.string(from: session.expiresAt))
        }
        Output.result(
            asJSON: json.isOn, Output.list(sessions.map(\.json)), listing.text(empty: "Nobody is signed in."))
    }
}
