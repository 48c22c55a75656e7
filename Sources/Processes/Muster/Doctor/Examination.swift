import AMQP
import BrokerTopology
import Foundation
import Incident
import Postgres
import IncidentStore

/// All checks, in the order in which things depend on each other.
struct Examination: Sendable {
    let settings: Settings

    func checks() async -> [Check] {
        var checks: [Check] = []
        do {
            checks += try await Database.asOperator(settings) { client in
                let first = await DatabaseExamination(client: client, settings: settings).checks()
                guard first.first?.isWell == true else { return first }
                return first + (await brokerChecks(client))
            }
        } catch {
            checks.append(
                .wrong("database", "\(error)", fix: "Load the environment of the stack: . .muster/env"))
        }
        return checks + [disk()]
    }

    private func brokerChecks(_ client: PostgresClient) async -> [Check] {
        do {
            let topology = try Broker.topology(settings)
            let management = try Broker.management(settings)
            return await BrokerExamination(
                client: client, management: management, topology: topology, settings: settings
            ).checks()
        } catch {
            return [.wrong("broker", "\(error)", fix: "Set MUSTER_MANAGEMENT_URL and MUSTER_TOPOLOGY.")]
        }
    }

    /// Postgres and RabbitMQ stop taking messages when the disk is full.
    private func disk() -> Check {
        let path = settings.optional("MUSTER_HOME") ?? FileManager.default.currentDirectoryPath
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
