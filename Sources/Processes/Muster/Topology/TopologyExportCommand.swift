import ArgumentParser
import BrokerTopology

struct TopologyExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Prints RabbitMQ's own definitions, for brokers managed another way.",
        discussion: """
            Needs no broker. Users and their rights are only exported with --secrets, which has the hashes of their \
            passwords: imported without a hash, a user that the broker has could no longer log in. The operator's user is \
            never exported: it exists before anything is imported.
            """)

    @OptionGroup var folder: TopologyFolder

    @Option(help: "The virtual host that everything is in.")
    var virtualHost = "muster"

    @Option(help: "A folder with a file <user>.amqp-password for each broker user.")
    var secrets: String?

    func run() async throws {
        let definitions = BrokerDefinitions(try folder.read(.process))
        var passwords: [String: PasswordHash] = [:]
        if let secrets = secrets.map({ SecretDirectory(path: $0) }) {
            // The operator exists before anything is imported.
            for user in definitions.users where user.tags.isEmpty {
                passwords[user.name] = PasswordHash(password: try secrets.password(ofUser: user.name))
            }
        }
        if secrets == nil {
            Output.note(
                "Without users and their rights: name the folder of their passwords with --secrets, or let "
                    + "`muster topology apply --secrets DIRECTORY` make them.")
        }
        Output.json(definitions.export(virtualHost: virtualHost, passwords: passwords))
    }
}
