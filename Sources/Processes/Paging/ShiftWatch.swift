import Contracts
import CoreMetrics
import Encodings
import Escalation
import FoundationEssentials
import Incident
import OnCall
import OnCallDesk
import Organisation
import PageStore
import ServiceLifecycle
import WorkStore
import WorkerKit

/// Tells people of their shifts, and everybody when others are on call than before; counts the shifts ahead that nobody has.
///
/// It looks again and again and keeps no state: what became due in the last hour is written down, and what is new in that is told.
struct ShiftWatch: Service {
    static let interval: Duration = .seconds(30)
    /// How late something may be told.
    static let reach: TimeInterval = 3600
    /// How far ahead empty shifts are looked for: as far as the configuration is refused for them.
    static let horizon: TimeInterval = 14 * 86_400

    private let environment: WorkerEnvironment
    private let changes: StandingChanges
    private let empty: Meter
    private let calendars: Meter

    init(_ environment: WorkerEnvironment) {
        self.environment = environment
        changes = StandingChanges(database: environment.database)
        empty = environment.metrics.gauge(
            "muster_oncall_empty_shifts",
            "Times of the next 14 days at which nobody is on call by a schedule that allows no gaps.")
        calendars = environment.metrics.gauge(
            "muster_oncall_calendar_problems",
            "Layers whose calendar cannot be read, or says of shifts ahead what cannot be followed.")
    }

    func run() async throws {
        await RepeatedLook.run(every: Self.interval, or: "shifts could not be looked at", environment.logger) {
            try await look(at: Date())
        }
    }

    /// Looks once.
    func look(at now: Date) async throws {
        let organisation = try await changes.applied(to: environment.organisation.current())
        let tables = organisation.allSchedules.map { organisation.timetable(of: $0) }
        let horizon = now..<now.addingTimeInterval(Self.horizon)
        let gaps = tables.filter { !$0.schedule.allowsGaps }.flatMap { $0.gaps(in: horizon) }
        empty.set(Double(gaps.count))
        calendars.set(Double(organisation.calendars.values.flatMap(\.values).count { !$0.problems.isEmpty }))
        let since = now.addingTimeInterval(-Self.reach)
        let due = tables.map { table in
            (
                table: table, notices: table.notices(after: since, through: now),
                changes: table.dutyChanges(after: since, through: now)
            )
        }
        let keys = due.flatMap { entry in
            entry.notices.map { Self.key($0, entry.table) } + entry.changes.map { Self.key($0, entry.table) }
        }
        if keys.isEmpty { return }
        try await environment.committer.commit { work in
            let new = try await ShiftNotices.claim(keys, in: work)
            for (table, notices, changes) in due {
                for notice in notices where new.contains(Self.key(notice, table)) {
                    tell(notice, table, organisation, in: work)
                }
                for change in changes where new.contains(Self.key(change, table)) {
                    work.announce(
                        OnCallChanged(
                            schedule: table.schedule.name, at: change.at, onCall: Array(change.after.prefix(100)),
                            before: Array(change.before.prefix(100))),
                        about: Subject(name: table.schedule.name, id: nil, cause: nil))
                }
            }
        }
    }

    private static func key(_ notice: ShiftNotice, _ table: Timetable) -> ShiftNotices.Key {
        ShiftNotices.Key(
            schedule: table.schedule.name, kind: notice.lead.rawValue, person: notice.shift.person ?? "",
            at: notice.shift.from)
    }

    private static func key(_ change: DutyChange, _ table: Timetable) -> ShiftNotices.Key {
        ShiftNotices.Key(schedule: table.schedule.name, kind: "change", person: "", at: change.at)
    }

    private func tell(
        _ notice: ShiftNotice, _ table: Timetable, _ organisation: OrganisationConfiguration, in work: UnitOfWork
    ) {
        guard let person = notice.shift.person.flatMap({ organisation.person($0) }) else { return }
        let text = ShiftText.notice(notice, table)
        let trial = TrialRecord(
            .shift, about: .v7(), to: Contact(.mail, person.email), of: person.email,
            sender: organisation.announcements.from, subject: text.subject, body: text.body)
        for statement in Trials.insert([trial], by: environment.name) { work.write(statement) }
        work.announce(
            TrialRequested(trial: trial.id), about: Subject(name: trial.person, id: nil, cause: nil))
    }
}
