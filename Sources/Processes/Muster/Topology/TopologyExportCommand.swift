import ArgumentParser
import BrokerTopology

struct TopologyExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Prints RabbitMQ's own definitions, for brokers managed another way.",
        discussion: "Needs no broker. With --secrets it prints the workers' password hashes as well.")

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
        Output.json(definitions.export(virtualHost: virtualHost, passwords: passwords))
    }
}
