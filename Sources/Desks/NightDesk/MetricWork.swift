import CostStore
import Forecast
import FoundationEssentials
import Incident
import IncidentStore
import Nights
import NightStore
import OnCall
import Organisation
import Postgres

/// How long incidents took and how many there were, alerts, and who was paged: the days that something changed of.
struct MetricWork: NightWork {
    let name = StepName.metrics
    /// Days that are counted anew each night: what happens to alerts and pages afterwards is not told.
    private static let recent = 35
    /// Days that are counted in one statement.
    private static let block = 50

    func run(_ night: NightContext) async throws -> NightOutcome {
        var (changed, seen): (DirtyDays, Set<Day>) = (DirtyDays(), [])
        var rows = try await takeIncidents(night, &changed)
        seen = try await daysOfTallies(night, changed)
        let incidents = changed.days.sorted()
        _ = try await night.work.pipeline(TallyRows.countIncidents(of: incidents))
        for period in MetricPeriod.allCases {
            let starts = Set(incidents.map { period.start(of: $0) }).sorted()
            for block in starts.blocks(of: Self.block) {
                _ = try await night.work.pipeline(DurationRows.compute(period, starting: block))
            }
        }
        rows += incidents.count
        for block in seen.sorted().blocks(of: Self.block) {
            let spans = block.map { TallyRows.DaySpan($0, night.settings.calendar.span(of: $0)) }
            _ = try await night.work.pipeline(TallyRows.countAlerts(of: spans))
            for span in spans { try await countPages(of: span, night) }
            rows += block.count
            night.progress(rows)
        }
        rows += try await TaskMetrics(night, recent: Self.recent).count()
        return .done(rows)
    }

    /// What is computed of incidents, where something changed.
    private func takeIncidents(_ night: NightContext, _ changed: inout DirtyDays) async throws -> Int {
        let settings = night.settings
        let rules = MetricRules.name(settings.organisation.nightly)
        var incidents = ChangedIncidents(.times, reportedBefore: night.end, rules: rules)
        var rows = 0
        while let found = try await incidents.next(in: night.work) {
            guard !found.isEmpty else { continue }
            let ids = found.map(\.id)
            let records = try await Incidents.incidents(ids, for: .system, in: night.work)
            let acknowledged = try await CostHistories.acknowledged(ids, in: night.work)
            let fingerprints = Dictionary(found.map { ($0.id, $0.fingerprint) }) { first, _ in first }
            let facts = records.compactMap { record in
                fingerprints[record.id].map {
                    IncidentFacts(record, fingerprint: $0, acknowledged: acknowledged[record.id], night)
                }
            }
            changed.days.formUnion(try await IncidentFacts.days(of: ids, in: night.work))
            changed.days.formUnion(facts.map(\.day))
            changed.moments += try await TallyRows.moments(of: ids, in: night.work)
            _ = try await night.work.query(IncidentFacts.keep(facts, by: rules))
            rows += facts.count
            night.progress(rows)
        }
        return rows
    }

    /// The days whose alerts and pages are counted: the recent ones, those since the last time, all of them the first time,
    /// and those of incidents that changed.
    private func daysOfTallies(_ night: NightContext, _ changed: DirtyDays) async throws -> Set<Day> {
        let calendar = night.settings.calendar
        guard let beginning = try await TallyRows.beginning(in: night.work).map(calendar.day) else { return [] }
        let last = try await StepRows.lastDone(name, in: night.work)
        let from = min(last.map { $0.next() } ?? beginning, night.day.next(1 - Self.recent))
        guard max(beginning, from) <= night.day else { return [] }
        let recent = (max(beginning, from).number...night.day.number).map { Day(number: $0) }
        // Days whose alerts are aged out stay as they were counted.
        let kept = night.settings.organisation.nightly.retention.alerts.map {
            night.day.next(2 - Int($0.components.seconds / 86_400))
        }
        return Set(changed.moments.map(calendar.day).filter { $0 <= night.day && $0 >= (kept ?? $0) }).union(recent)
    }

    private func countPages(of day: TallyRows.DaySpan, _ night: NightContext) async throws {
        let pages = try await TallyRows.pages(of: day, in: night.work)
        let rows = PageTally(pages, night.settings.organisation).rows
        _ = try await night.work.pipeline(TallyRows.replace([.pages, .nightPages], on: day.day, with: rows))
    }
}

/// What has to be counted anew.
private struct DirtyDays {
    /// The days of incidents.
    var days: Set<Day> = []
    /// When alerts came and pages went out.
    var moments: [Date] = []
}

extension IncidentFacts {
    /// What is known of an incident at the end of a night's day.
    init(_ record: IncidentRecord, fingerprint: Int64, acknowledged: Date?, _ night: NightContext) {
        self.init(
            incident: record.id, fingerprint: fingerprint,
            isSettled: record.closedAt.map { $0 < night.end } == true && record.updatedAt < night.end,
            day: night.settings.calendar.day(of: record.reportedAt), type: record.type, severity: record.severity,
            team: record.commander?.team ?? "", isRestricted: record.visibility != .open,
            isCounted: night.settings.organisation.nightly.counts(type: record.type, drill: record.drill),
            times: IncidentTimes(
                detected: record.detectedAt, reported: record.reportedAt, assembled: record.assembledAt,
                acknowledged: acknowledged, stable: record.stableAt, closed: record.closedAt, asOf: night.end))
    }
}

extension Array {
    /// Parts of at most so many elements.
    func blocks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
