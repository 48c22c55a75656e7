import CoreMetrics
import FoundationEssentials
import NightDesk
import NightStore
import Nights
import ServiceLifecycle
import WorkerKit

/// Sees that nights come to their end. It is no part of the nightly batch, which cannot tell that it was never started.
struct NightAuditor: Service {
    static let interval: Duration = .seconds(300)

    private let environment: WorkerEnvironment
    private let overdue: Meter

    init(environment: WorkerEnvironment) {
        self.environment = environment
        overdue = environment.metrics.gauge(
            "muster_nights_overdue", "Nights of the last 14 days that are not whole six hours after they were due.")
    }

    func run() async throws {
        await RepeatedLook.run(every: Self.interval, or: "the nights could not be looked at", environment.logger) {
            overdue.set(Double(try await look()))
        }
    }

    /// How many nights are overdue.
    func look(at now: Date = Date()) async throws -> Int {
        let calendar = try NightSettings.calendar(of: await environment.organisation.current())
        let nights = try await StepRows.nights(from: calendar.day(of: now).next(-15), in: environment.database)
        return calendar.overdue(nights, at: now).count
    }
}
