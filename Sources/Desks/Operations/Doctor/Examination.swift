import Foundation
public import Migrations
public import Postgres

/// All checks, in the order in which things depend on each other.
public struct Examination: Sendable {
    private let client: PostgresClient
    private let migrations: @Sendable () throws -> MigrationFolder
    private let broker: @Sendable () throws -> ExaminedBroker
    private let home: String

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - migrations: this release's; an error becomes a check's.
    ///   - broker: the broker; an error becomes a check's.
    ///   - home: a folder on the disk that Postgres and RabbitMQ write to.
    public init(
        client: PostgresClient, migrations: @escaping @Sendable () throws -> MigrationFolder,
        broker: @escaping @Sendable () throws -> ExaminedBroker, home: String
    ) {
        self.client = client
        self.migrations = migrations
        self.broker = broker
        self.home = home
    }

    /// Looks at everything that can be seen; what cannot is a check that is not well.
    public func checks() async -> [Check] {
        var checks = await DatabaseExamination(client: client, migrations: migrations).checks()
        if checks.first?.isWell == true { checks += await brokerChecks() }
        return checks + [Self.disk(home)]
    }

    private func brokerChecks() async -> [Check] {
        do {
            return await BrokerExamination(client: client, broker: try broker()).checks()
        } catch {
            return [.wrong("broker", "\(error)", fix: "Set MUSTER_MANAGEMENT_URL and MUSTER_TOPOLOGY.")]
        }
    }

    /// Postgres and RabbitMQ stop taking messages when the disk is full.
    /// - Parameter path: a folder on that disk.
    public static func disk(_ path: String) -> Check {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return .well("disk", "the space at \(path) cannot be seen from here")
        }
        let gigabytes = Double(free) / 1e9
        let detail = String(format: "%.1f GB free at %@", gigabytes, path)
        return gigabytes >= 2
            ? .well("disk", detail)
            : .wrong("disk", detail, fix: "Free at least 2 GB: the broker stops publishers at 1 GB.")
    }
}
