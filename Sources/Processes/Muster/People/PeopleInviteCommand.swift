import ArgumentParser
import Encodings
import Foundation
import Incident
import IncidentStore
import JSON
import Organisation
import SignInDesk

struct PeopleInviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Makes a link that signs somebody in at the console, once.",
        discussion: """
            Whoever has the link is signed in as this person: give it to nobody else. They see what everybody of the \
            organisation sees, and restricted incidents in which they take part.
            """)

    @Argument(help: "Their mail address.")
    var email: String

    @Option(help: "What people call them; else as the configuration lists them, and else the mail address.")
    var name: String?

    @Option(help: "How long the link is good: a span such as 15m, 1h or 3d.")
    var expires: String?

    @Option(help: "The page that they go on to, such as /incidents/INC-17.")
    var next: String?

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard Person.isAddress(email) else {
            throw ValidationError("\(Plain.line(email)) is no mail address such as ana@example.org.")
        }
        if let name, !(1...200).contains(name.count) || name.contains(where: \.isNewline) {
            throw ValidationError("--name is one line of 1 to 200 characters.")
        }
        if let expires, Moment.seconds(expires) == nil {
            throw ValidationError("--expires \(Plain.line(expires)) is no span. Write 15m, 1h or 3d.")
        }
    }

    func run() async throws {
        let settings = Settings.process
        let life = expires.flatMap { Moment.seconds($0) }.map { Duration.seconds($0) }
        let (link, person) = try await Database.asOperator(settings) { client in
            var known: Person?
            if name == nil, case .found(let stored) = try await OrganisationStore.load(in: client) {
                known = stored.configuration.person(email)
            }
            let person = Person(email: email, name: name ?? known?.name ?? email)
            let link = try await SignInDesk(database: client).invite(person, life: life, by: Operator.name(settings))
            return (link, person)
        }
        let base = settings.optional("MUSTER_PUBLIC_URL") ?? settings.optional("MUSTER_URL") ?? "http://localhost:8080"
        let page = ReturnPath(next)
        let query = page == .start ? "" : "?next=\(PercentCoding.encode(page.description))"
        let url = "\(base.hasSuffix("/") ? String(base.dropLast()) : base)/sign-in/\(link.token)\(query)"
        Output.result(
            asJSON: json.isOn,
            [
                "email": .string(email), "name": .string(person.name), "url": .string(url),
                "expires_at": link.expiresAt.json,
            ],
            "\(url)\nIt signs \(Plain.line(person.name)) in once, until \(RFC3339.string(from: link.expiresAt)).")
    }
}
