public import Forecast
import FoundationEssentials
public import JSON
public import Nights
import NightStore
public import Postgres
public import ZoneFiles

/// Computes nights. It may be ended at any point and run again, for any day, by any number of processes at a time: what it
/// computes is the same.
public struct NightRun: Sendable {
    /// How far a run is.
    public enum Event: Sendable, Hashable {
        /// A step of the night after a day began.
        case began(StepName, Day)
        /// It has written so many rows.
        case wrote(StepName, Day, rows: Int)
        /// It ended.
        case ended(NightStep, Day)
    }

    /// What a run did.
    public struct Report: Sendable, JSONEncodable {
        /// The night that was asked for.
        public var night: NightRecord
        /// Nights before it that were missed and are made up for.
        public var madeUp: [NightRecord]

        /// Whether nothing of it has failed.
        public var isWhole: Bool { (madeUp + [night]).allSatisfy { $0.steps.allSatisfy { $0.state != .failed } } }

        /// `day` and `steps` of the night that was asked for, and `made_up`, the same of those before it.
        public var json: JSON {
            ["day": .string(night.day.text), "steps": night.steps.json, "made_up": madeUp.json]
        }
    }

    /// Connections for a run: its statements may take hours, and it holds one while it waits for another run.
    /// - Throws: `PostgresError` for an address that is none.
    public static func connections(
        to url: String, applicationName: String
    ) throws(PostgresError) -> PostgresConfiguration {
        var configuration = try PostgresConfiguration(url: url, applicationName: applicationName)
        configuration.statementTimeout = .seconds(6 * 3600)
        configuration.idleInTransactionTimeout = .seconds(12 * 3600)
        configuration.poolSize = 4
        return configuration
    }

    private let database: PostgresClient
    private let zones: ZoneFiles
    private let report: @Sendable (Event) -> Void
    private let works: [any NightWork]

    /// - Parameters:
    ///   - database: with at least four connections, whose statements may take hours.
    ///   - copies: where the copies for the worst day are written; nowhere when it is `nil`.
    ///   - report: told how far it is.
    public init(
        database: PostgresClient, zones: ZoneFiles = ZoneFiles(), copies: WorstDayFolder? = nil,
        report: @escaping @Sendable (Event) -> Void = { _ in }
    ) {
        self.database = database
        works = [
            CostWork(), MetricWork(), ForecastWork(), DigestWork(), CopyWork(folder: copies), RetentionWork(),
        ]
        self.zones = zones
        self.report = report
    }

    /// Computes the night after a day.
    /// - Parameters:
    ///   - day: `nil` for yesterday; then the nights that were missed before are made up for.
    ///   - steps: those that are wanted.
    /// - Throws: ``NightError`` when none can be computed. A step that fails is told of in the report.
    public func run(_ day: Day? = nil, steps: Set<StepName> = Set(StepName.allCases)) async throws -> Report {
        let settings = try await NightSettings.load(from: database, zones: zones)
        let began: Date = try await now()
        let yesterday = settings.calendar.yesterday(of: began)
        let wanted = day ?? yesterday
        guard wanted <= yesterday else {
            throw NightError("\(wanted.text) is not over; the last day that can be computed is \(yesterday.text)")
        }
        var madeUp: [NightRecord] = []
        if day == nil {
            let known = try await StepRows.nights(from: wanted.next(-31), in: database)
            for missed in settings.calendar.missed(known, before: wanted) {
                let ended = known.first { $0.day == missed }?.steps.filter(\.state.isEnd).map(\.name) ?? []
                madeUp.append(
                    try await night(missed, steps.subtracting(ended), settings: settings, began: began))
            }
        }
        return Report(night: try await night(wanted, steps, settings: settings, began: began), madeUp: madeUp)
    }

    private func night(
        _ day: Day, _ steps: Set<StepName>, settings: NightSettings, began: Date
    ) async throws -> NightRecord {
        _ = try await database.query(StepRows.expect(day))
        for work in works where steps.contains(work.name) {
            report(.began(work.name, day))
            report(.ended(await step(work, day, settings: settings, began: began), day))
        }
        return try await StepRows.nights(from: day, in: database).first { $0.day == day } ?? NightRecord(day: day)
    }

    /// Does a step, once nobody else is at it; what another run has done meanwhile is not done again.
    private func step(_ work: any NightWork, _ day: Day, settings: NightSettings, began: Date) async -> NightStep {
        do {
            return try await database.transaction { lock in
                _ = try await lock.query("select pg_advisory_xact_lock($1)", [.int8(StepRows.lockKey(work.name))])
                if let ended = try await StepRows.ended(work.name, of: day, since: began, in: database) { return ended }
                _ = try await database.query(StepRows.begin(work.name, of: day))
                do {
                    return try await compute(work, day, settings)
                } catch {
                    // While nobody else is at it. Where it cannot be written, the lock tells that nobody is.
                    let failed = NightStep(work.name, .failed, error: "\(error)")
                    _ = try? await database.query(StepRows.end(failed, of: day))
                    return failed
                }
            }
        } catch {
            return NightStep(work.name, .failed, error: "\(error)")
        }
    }

    private func compute(_ work: any NightWork, _ day: Day, _ settings: NightSettings) async throws -> NightStep {
        try await database.transaction { transaction in
            _ = try await transaction.query("set transaction isolation level repeatable read")
            let row = try await transaction.query("select now() as now").first
            let last = try await StepRows.lastDone(work.name, in: transaction)
            let (name, report) = (work.name, report)
            let outcome = try await work.run(
                NightContext(
                    day: max(day, last ?? day), wanted: day, settings: settings, work: transaction, database: database,
                    now: try row?.decode("now") ?? Date()
                ) { report(.wrote(name, day, rows: $0)) })
            var step: NightStep
            switch outcome {
            case .done(let rows, let note): step = NightStep(name, .done, rows: rows, error: note)
            case .skipped(let reason): step = NightStep(name, .skipped, error: reason)
            }
            step.seconds = try await transaction.query(StepRows.end(step, of: day)).first?.decode("seconds")
            return step
        }
    }

    private func now() async throws -> Date {
        guard let row = try await database.query("select clock_timestamp() as now").first else {
            throw PostgresError.noTime
        }
        return try row.decode("now")
    }
}

extension PostgresError {
    fileprivate static var noTime: PostgresError { PostgresError(.decoding, "the database has no time") }
}
