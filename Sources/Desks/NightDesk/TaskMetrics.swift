import Forecast
import FoundationEssentials
import Nights
import NightStore
import Organisation
import Postgres

/// How long tasks took, which were overdue, and what workers gave up on: of the recent days, and of all of them the first time.
struct TaskMetrics: Sendable {
    /// Days that are counted in one statement.
    private static let block = 50

    private let night: NightContext
    private let recent: Int

    /// - Parameter recent: the number of days that are counted anew.
    init(_ night: NightContext, recent: Int) {
        self.night = night
        self.recent = recent
    }

    /// - Returns: the days that were counted.
    func count() async throws -> Int {
        let calendar = night.settings.calendar
        let beginnings = try await TaskMetricRows.beginnings(in: night.work)
        let tasks = days(from: beginnings.tasks, isFirst: beginnings.isFirstOfTasks)
        for block in tasks.blocks(of: Self.block) {
            let spans = block.map { TallyRows.DaySpan($0, calendar.span(of: $0)) }
            _ = try await night.work.pipeline(TaskMetricRows.countOverdue(of: spans))
        }
        for period in MetricPeriod.allCases {
            let starts = Set(tasks.map { period.start(of: $0) }).sorted()
            for block in starts.blocks(of: Self.block) {
                let spans = block.map { start in
                    let end = min(period.next(after: start), night.day.next())
                    return TallyRows.DaySpan(start, calendar.start(of: start)..<calendar.start(of: end))
                }
                _ = try await night.work.pipeline(TaskMetricRows.durations(period, of: spans))
            }
        }
        // Days whose letters are aged out stay as they were counted.
        let kept = night.day.next(
            2 - Int(night.settings.organisation.nightly.retention.deadLetters.components.seconds / 86_400))
        let letters = days(from: beginnings.letters, isFirst: beginnings.isFirstOfLetters).filter { $0 >= kept }
        for block in letters.blocks(of: Self.block) {
            let spans = block.map { TallyRows.DaySpan($0, calendar.span(of: $0)) }
            _ = try await night.work.pipeline(TaskMetricRows.countLetters(of: spans))
        }
        return Set(tasks).union(letters).count
    }

    private func days(from beginning: Date?, isFirst: Bool) -> [Day] {
        guard let first = beginning.map(night.settings.calendar.day) else { return [] }
        let from = isFirst ? first : max(first, night.day.next(1 - recent))
        guard from <= night.day else { return [] }
        return (from.number...night.day.number).map { Day(number: $0) }
    }
}
