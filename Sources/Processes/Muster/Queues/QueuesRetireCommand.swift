import AMQP
import ArgumentParser
import BrokerTopology
import Incident
import JSON
import Operations

struct QueuesRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Takes away the queues of a worker that is gone.",
        discussion: """
            Nothing fills its queue any more, what waits becomes dead letters (with --to-dead-letters; else nothing is done \
            while anything waits), the dead-letter-keeper takes those, and then the worker's queues, its exchange and its \
            user are deleted. Dead letters that are kept stay, as does its schema in the database. Others are neither stopped \
            nor delayed. What was stopped in the middle goes on when this is run again.
            """)

    @Argument(help: "The worker, which has the name of its queue.")
    var worker: String

    @Flag(help: "Keep what waits as dead letters.")
    var toDeadLetters = false

    @Flag(help: "Only says what would be done.")
    var dryRun = false

    @Option(help: "Seconds that the dead-letter-keeper may take, 0 to 3600.")
    var wait = 60

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (0...3600).contains(wait) else { throw ValidationError("--wait is a number of seconds from 0 to 3600.") }
    }

    func run() async throws {
        let settings = Settings.process
        let session = try await AMQPSession.connect(
            AMQPConfiguration(
                url: settings.secret("MUSTER_AMQP_URL"), connectionName: MusterVersion.applicationName(of: "cli")))
        do {
            try await retire(session, settings)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
    }

    private func retire(_ session: AMQPSession, _ settings: Settings) async throws {
        let topology = try Broker.topology(settings)
        let management = try Broker.management(settings)
        let (plan, moved) = try await Database.asOperator(settings) { client in
            let retirement = QueueRetirement(
                of: worker, management: management, session: session, topology: topology, client: client)
            let plan = try await retirement.plan()
            guard !dryRun, !plan.remains.isNothing else { return (plan, 0) }
            let moved = try await retirement.carryOut(
                plan, toDeadLetters: toDeadLetters, patience: .seconds(wait), by: Operator.name(settings))
            return (plan, moved)
        }
        var report = plan.json.objectValue ?? [:]
        report["dry_run"] = .bool(dryRun)
        report["moved"] = .int(moved)
        Output.result(
            asJSON: json.isOn, .object(report),
            RetirementText.text(plan, moved: dryRun ? nil : moved, toDeadLetters: toDeadLetters))
    }
}
