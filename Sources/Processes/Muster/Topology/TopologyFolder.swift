import ArgumentParser
import BrokerTopology
import Foundation

/// Where the topology is.
struct TopologyFolder: ParsableArguments {
    @Option(
        name: .customLong("from"),
        help: "The folder of the topology. Default: MUSTER_TOPOLOGY, else Topology of the checkout.")
    var folder: String?

    func read(_ settings: Settings) throws -> Topology { try Topology(directory: locate(settings)) }

    /// The folder named, else the first `Topology` with an exchanges file beside or above the program or here.
    private func locate(_ settings: Settings) throws -> String {
        if let named = folder ?? settings.optional("MUSTER_TOPOLOGY") { return named }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        for start in [here, program] {
            var directory = start
            while directory.path != "/" {
                let candidate = directory.appendingPathComponent("Topology").path
                if FileManager.default.fileExists(atPath: candidate + "/exchanges.yaml") { return candidate }
                directory.deleteLastPathComponent()
            }
        }
        throw CommandFailure("There is no folder Topology here. Name it with --from, or set MUSTER_TOPOLOGY.")
    }
}

/// Which broker, and which of its virtual hosts.
struct TopologyBroker: ParsableArguments {
    @Option(help: "The virtual host. Default: that of MUSTER_AMQP_URL, else muster.")
    var virtualHost: String?

    @Option(help: "A folder with a file <user>.amqp-password for each broker user, readable by its owner alone.")
    var secrets: String?

    var secretDirectory: SecretDirectory? { secrets.map { SecretDirectory(path: $0) } }

    /// The management API of `MUSTER_MANAGEMENT_URL`.
    func client(_ settings: Settings) throws -> ManagementClient {
        try ManagementClient(
            url: settings.secret("MUSTER_MANAGEMENT_URL"), virtualHost: Self.virtualHost(virtualHost, settings))
    }

    static func virtualHost(_ named: String?, _ settings: Settings) throws -> String {
        if let named { return named }
        guard let url = try settings.optionalSecret("MUSTER_AMQP_URL"), let path = URL(string: url)?.path else {
            return "muster"
        }
        return path.count > 1 ? String(path.dropFirst()) : "/"
    }
}
