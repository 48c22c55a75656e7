import Contracts
import Encodings
public import FoundationEssentials
import Incident
import IncidentStore
import PeopleStore
import Postgres
public import WorkStore

/// What the alerts of an incident ask of it, as its row is: an incident at rest becomes stable by itself when its route says so
/// and its time has come. One that fires again after that is active again, and pages again if its paging had ended. No alert
/// closes an incident, and none makes one stable while a question is to be answered first.
public enum IncidentSettlement: Sendable, Hashable {
    /// Nothing is due.
    case nothing
    /// It becomes stable.
    case stable
    /// It fires again: whether it becomes active, and whether people are paged again.
    case firesAgain(isActivated: Bool, isPaged: Bool)

    init(of incident: IncidentRecord, at now: Date) {
        switch (incident.status, incident.alertsRestAt) {
        case (.active, .some):
            self = incident.settlesAt.map { $0 <= now } == true ? .stable : .nothing
        case (.active, nil), (.stable, nil):
            let isActivated = incident.status == .stable && incident.settlesAt != nil
            let isPaged = incident.pagingEndedAt != nil
            self = isActivated || isPaged ? .firesAgain(isActivated: isActivated, isPaged: isPaged) : .nothing
        case (.stable, .some), (.closed, _):
            self = .nothing
        }
    }

    /// Names the timer that looks at an incident again.
    package static func timer(of incident: UUID) -> String { "settle/\(UUIDText.string(from: incident))" }

    /// Who does it, for timelines and events.
    private static let actor = "muster"

    /// Brings incidents to where their alerts are, under the locks of their rows.
    /// - Parameter incidents: their ids, and the `traceparent` of what led here.
    public static func settle(_ incidents: [(id: UUID, cause: String?)], in work: UnitOfWork) async throws {
        let held = try await IncidentResponse.hold(incidents.map(\.id), for: .system, in: work)
        guard let now = try await work.query("select now() as now").first?.decode("now", as: Date.self) else { return }
        let due = try await Questions.due(of: Array(held.keys), in: work)
        for (id, cause) in Dictionary(incidents, uniquingKeysWith: { first, _ in first }) {
            guard var record = held[id]?.incident else { continue }
            let settlement = Self(of: record, at: now)
            if settlement == .stable, let questions = due[id] {
                let text =
                    "All alerts stay resolved; \(record.name) is stable once \(questions.count == 1 ? "a question is" : "\(questions.count) questions are") answered"
                work.write(Timeline.append([Timeline.Line(of: id, .question, by: actor, text)]))
                continue
            }
            let (changes, lines) = settlement.apply(to: &record, at: now)
            if changes.isEmpty { continue }
            if settlement == .stable { try await ReviewDrafting.draft(record, in: work) }
            work.write(Incidents.update(record))
            work.write(Timeline.append(lines.map { Timeline.Line(of: id, $0.kind, by: actor, $0.text) }))
            work.announce([IncidentWriter.updated(record, changes, actor: actor, cause: cause)])
        }
    }

    /// - Returns: the words of the changes, and lines of the timeline.
    func apply(
        to record: inout IncidentRecord, at now: Date
    ) -> (changes: [String], lines: [(kind: TimelineKind, text: String)]) {
        var changes: [String] = []
        var lines: [(TimelineKind, String)] = []
        switch self {
        case .nothing:
            return ([], [])
        case .stable:
            record.status = .stable
            changes = ["status"]
            lines = [(.status, "\(record.name) is stable by itself: all of its alerts stay resolved")]
        case .firesAgain(let isActivated, let isPaged):
            if isActivated {
                record.status = .active
                record.settlesAt = nil
                changes.append("status")
                lines.append((.status, "\(record.name) is active again: an alert fires"))
            }
            if isPaged {
                record.pagingEndedAt = nil
                changes.append(IncidentUpdated.firesAgain)
                lines.append((.alert, "People are paged again: an alert fires"))
            }
        }
        record.stamp(at: now)
        record.version += 1
        record.updatedAt = now
        return (changes, lines)
    }
}
