import AMQP
import BrokerTopology
import Postgres

/// What the broker shows, and who is connected.
struct BrokerExamination: Sendable {
    let client: PostgresClient
    let management: ManagementClient
    let topology: Topology
    let configuration: @Sendable () throws -> AMQPConfiguration

    init(client: PostgresClient, broker: ExaminedBroker) {
        self.client = client
        management = broker.management
        topology = broker.topology
        configuration = broker.connection
    }

    func checks() async -> [Check] {
        var checks = await connection()
        guard checks[0].isWell else { return checks }
        do {
            checks.append(Self.alarms(try await management.alarms()))
            checks.append(try await definitions())
            checks.append(try await recorded())
            let queues = try await management.queues(topology)
            let paused = Set(try await PausedQueues(client: client).all().keys)
            checks.append(Self.consumers(queues, paused: paused))
            checks.append(
                try await SilentConsumers(client: client, management: management, topology: topology).check(
                    queues, paused: paused))
            checks.append(Self.stuck(queues))
            checks.append(Self.unroutable(queues))
            checks.append(Self.strangers(queues, shovels: try await management.shovels()))
            checks.append(try await processes())
        } catch {
            checks.append(.wrong("management", "\(error)", fix: Login.remedy(for: error)))
        }
        return checks
    }

    private func connection() async -> [Check] {
        do {
            let session = try await AMQPSession.connect(configuration())
            let release = BrokerRelease.check(await session.server)
            await session.close()
            return [.well("broker", "reachable"), release]
        } catch {
            return [.wrong("broker", "\(error)", fix: Login.remedy(for: error))]
        }
    }

    /// While one is raised the broker takes nothing from anybody who publishes, on any of its nodes.
    static func alarms(_ alarms: [String]) -> Check {
        alarms.isEmpty
            ? .well("broker alarms", "none")
            : .wrong(
                "broker alarms", "\(alarms.joined(separator: ", ")): RabbitMQ takes no messages",
                fix: "Give it room: nothing is lost meanwhile, outboxes wait. `rabbitmq-diagnostics alarms` says more.")
    }

    private func definitions() async throws -> Check {
        let differences = try await management.check(topology)
        return differences.isEmpty
            ? .well("topology", "as the files say")
            : .wrong(
                "topology", Wording.count(differences.count, "difference"),
                fix: "`muster topology check` names them; `muster topology apply` mends what can be.")
    }

    private func recorded() async throws -> Check {
        let rows = try await client.query(
            "select 1 as one from core.applied_topology where digest = $1",
            [.text(BrokerDefinitions(topology).digest)])
        return rows.isEmpty
            ? .wrong("applied topology", "nobody recorded that it was applied", fix: "muster topology apply")
            : .well("applied topology", "recorded")
    }

    static func consumers(_ queues: [QueueStatus], paused: Set<String>) -> Check {
        let idle = queues.filter { $0.kind == .work && $0.consumers == 0 && !paused.contains($0.name) }.map(\.name)
        let note = paused.isEmpty ? "" : "; paused: \(paused.sorted().joined(separator: ", "))"
        return idle.isEmpty
            ? .well("consumers", "every queue has one\(note)")
            : .wrong(
                "consumers", "nobody takes from \(idle.joined(separator: ", "))\(note)",
                fix: "Start these processes: ops/up, or ops/scale WORKER=1.")
    }

    static func stuck(_ queues: [QueueStatus]) -> Check {
        let stuck = queues.compactMap { queue in queue.stuck.flatMap { $0 > 0 ? "\(queue.name) has \($0)" : nil } }
        return stuck.isEmpty
            ? .well("stuck messages", "none")
            : .wrong(
                "stuck messages", stuck.joined(separator: ", "),
                fix: "Their target queue does not take them: see its length and `muster topology check`.")
    }

    static func unroutable(_ queues: [QueueStatus]) -> Check {
        let count = queues.filter { $0.kind == .unroutable }.compactMap(\.messages).reduce(0, +)
        return count == 0
            ? .well("unroutable", "empty")
            : .wrong(
                "unroutable", "\(Wording.count(count, "message")) that no binding took",
                fix: "muster topology apply, then `muster events republish --since …`.")
    }

    /// What moves or keeps messages beside the topology. Other people may listen to our exchanges; but a shovel to a queue
    /// that is not there makes a classic one and fills it, and reports success.
    static func strangers(_ queues: [QueueStatus], shovels: [String]) -> Check {
        let foreign = queues.filter { $0.kind == .foreign }.sorted {
            ($0.type == "classic" ? 0 : 1, $0.name) < ($1.type == "classic" ? 0 : 1, $1.name)
        }
        let names =
            foreign.map { queue in
                let count = queue.messages.map { ", \(Wording.count($0, "message"))" } ?? ""
                return
                    "\(queue.type ?? "") queue \(queue.name)\(queue.consumers == 0 ? count + ", nobody takes them" : count)"
            } + shovels.map { "shovel \($0)" }
        let keepsMessages = foreign.contains { $0.consumers == 0 && ($0.messages ?? 0) > 0 }
        guard !shovels.isEmpty || keepsMessages else {
            return .well("not the topology's", names.isEmpty ? "nothing" : names.joined(separator: "; "))
        }
        return .wrong(
            "not the topology's", names.joined(separator: "; "),
            fix:
                "Ask who made them. Delete shovels: they lose what no binding takes. What such a queue holds has left Muster: "
                + "`muster events republish` or `muster dead-letters replay` brings it back, then delete the queue.")
    }

    /// Processes name themselves towards the database: `muster-notifier/0.1.0`.
    private func processes() async throws -> Check {
        let names = try await client.query(
            """
            select distinct application_name as name from pg_stat_activity
             where datname = current_database() and application_name like 'muster-%/%' order by 1
            """
        ).map { try $0.decode("name", as: String.self) }
        let absent = topology.workers.map(\.name).filter { worker in
            !names.contains { $0.hasPrefix("muster-\(worker)/") }
        }
        return absent.isEmpty
            ? .well("processes", names.filter { !$0.hasPrefix("muster-cli/") }.joined(separator: ", "))
            : .wrong(
                "processes", "not connected: \(absent.joined(separator: ", "))",
                fix: "Start them with ops/up; ops/status and their logs say why they stopped.")
    }
}
