import ArgumentParser
import Encodings
import JSON
import SignInDesk

struct PeopleGrantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grants", abstract: "Lists who has which role at the console, until when, by whom and why.")

    @Option(help: "Of this mail address alone.")
    var person: String?

    @Flag(help: "Also those that are over or were taken back.")
    var all = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let grants = try await Database.asOperator { client in
            try await SignInDesk(database: client).grants(of: person, areAll: all)
        }
        var listing = Listing("PERSON", "ROLE", "UNTIL", "GRANTED BY", "REASON", "TAKEN BACK")
        for grant in grants {
            listing.add(
                grant.email, grant.role.rawValue, RFC3339.string(from: grant.expiresAt), grant.by, grant.reason,
                grant.revokedAt.map { RFC3339.string(from: $0) })
        }
        Output.result(
            asJSON: json.isOn, Output.list(grants.map(\.json)),
            listing.text(empty: "Nobody has a role beyond what everybody may do."))
    }
}
