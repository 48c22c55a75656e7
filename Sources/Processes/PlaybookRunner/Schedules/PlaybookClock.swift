import Encodings
import FoundationEssentials
import Incident
import Logging
import OnCall
import Organisation
import PlaybookDesk
import PlaybookStore
import ServiceLifecycle
import WorkStore
import WorkerKit

/// Starts playbooks by the clock. When each is due is a row: any number of runners look at it, and one starts what is due, in the
/// transaction that says when it is due next. What came due while no runner ran, is started once.
actor PlaybookClock: Service {
    /// Between two looks at what others may have changed.
    static let interval: Duration = .seconds(15)

    private let environment: WorkerEnvironment
    /// The version of the configuration that the rows were brought to.
    private var kept: Int64?

    init(_ environment: WorkerEnvironment) { self.environment = environment }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let wait = await self.turn()
                try? await Task.sleep(for: wait)
            }
        }
    }

    /// Looks once.
    /// - Returns: how long to sleep.
    private func turn() async -> Duration {
        do {
            return try await look()
        } catch {
            environment.logger.warning(
                "playbooks could not be started by the clock", metadata: [LoggingKeys.reason: "\(error)"])
            return Self.interval
        }
    }

    /// Brings the rows to the configuration, and starts what is due.
    /// - Returns: how long nothing is due, and a quarter of a minute at most.
    func look() async throws -> Duration {
        let organisation = try await environment.organisation.current()
        try await keep(organisation)
        while try await start(organisation) == 100 {}
        guard let seconds = try await ScheduleRows.untilNext(in: environment.database) else { return Self.interval }
        // What is due and was not taken is another runner's, or of a configuration that comes in a moment.
        return seconds <= 0 ? .seconds(1) : min(Self.interval, .milliseconds(Int(min(seconds, 60) * 1000) + 1))
    }

    private func keep(_ organisation: OrganisationConfiguration) async throws {
        guard let version = environment.organisation.version, version != kept else { return }
        let now = Date()
        let wanted = organisation.playbookSchedules.map { schedule in
            ScheduleRows.Wanted(
                name: schedule.name, playbook: schedule.playbook, rule: schedule.rule,
                dueAt: schedule.next(after: now, in: organisation))
        }
        try await environment.committer.commit { work in
            for statement in ScheduleRows.keep(wanted, version: version) { work.write(statement) }
        }
        kept = version
    }

    /// Starts what is due, each once.
    /// - Returns: how many there were.
    private func start(_ organisation: OrganisationConfiguration) async throws -> Int {
        let logger = environment.logger
        return try await environment.committer.commit { work in
            let due = try await ScheduleRows.due(in: work)
            var started = 0
            for one in due {
                guard let schedule = organisation.playbookSchedules.first(where: { $0.name == one.name }) else {
                    // A runner that has the configuration which brought it knows what to start.
                    continue
                }
                var problem: String?
                do {
                    _ = try await ExecutionStarter(actor: "schedule \(schedule.name)", viewer: .system, trace: nil)
                        .start(
                            schedule.playbook,
                            ExecutionRequest(input: schedule.input, name: schedule.execution(at: one.at)),
                            in: work)
                } catch let error as PlaybookDeskError {
                    problem = error.detail
                    logger.error(
                        "a playbook could not be started by the clock",
                        metadata: [LoggingKeys.reason: "schedule \(schedule.name): \(error.detail)"])
                }
                started += 1
                work.write(
                    ScheduleRows.done(
                        one, next: schedule.next(after: max(one.at, one.now), in: organisation), problem: problem))
            }
            return started
        }
    }
}

extension PlaybookSchedule {
    /// What another one of makes it due anew.
    fileprivate var rule: String { "\(cron) \(timezone)" }

    /// When it is due next; `nil` for never. A zone that the data does not have counts as UTC: `config apply` refuses it.
    fileprivate func next(after instant: Date, in organisation: OrganisationConfiguration) -> Date? {
        cron.next(after: instant, in: organisation.zones.zone(named: timezone) ?? .utc)
    }

    /// The name of the execution that starts at a time: `report-20260329T010000Z`.
    fileprivate func execution(at time: Date) -> String {
        let text = RFC3339.string(from: time).prefix(19).filter { $0 != "-" && $0 != ":" }
        return "\(name)-\(text)Z"
    }
}
