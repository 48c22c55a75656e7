import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import Organisation
import WorkStore

/// What a batch of alerts leaves to be decided later. The rows say what is due, and timers only wake somebody up.
struct AlertTimers: Sendable {
    /// Alerts that their routes wait with, and for how long.
    var waiting: [(id: UUID, wait: Duration, cause: String?)] = []
    /// Alerts that were waited with and are over.
    var released: [UUID] = []
    /// Incidents that become stable by themselves, and after what time.
    var settling: [(incident: Subject, id: UUID, after: Duration)] = []
    /// Incidents that were at rest and fire again, and of these such as settled by themselves.
    var restless: [(incident: Subject, id: UUID, isSettled: Bool)] = []

    func set(in work: UnitOfWork) {
        for id in released { work.cancelTimer(key: Self.key(ofAlert: id)) }
        for alert in waiting {
            work.schedule(
                RouteAlert(alert: alert.id), key: Self.key(ofAlert: alert.id), after: alert.wait,
                about: Subject(name: UUIDText.string(from: alert.id), id: nil, cause: alert.cause))
        }
        for incident in restless {
            work.cancelTimer(key: Self.key(ofIncident: incident.id))
            if incident.isSettled { work.order(SettleIncident(incident: incident.id), about: incident.incident) }
        }
        for incident in settling {
            work.schedule(
                SettleIncident(incident: incident.id), key: Self.key(ofIncident: incident.id), after: incident.after,
                about: incident.incident)
        }
    }

    private static func key(ofAlert id: UUID) -> String { "alert/\(UUIDText.string(from: id))" }
    private static func key(ofIncident id: UUID) -> String { IncidentSettlement.timer(of: id) }
}

extension AlertPlan {
    /// - Parameter numbers: of the new incidents.
    func timers(_ state: AlertState, numbers: [UUID: Int64]) -> AlertTimers {
        let numbers = incidentNumbers.merging(numbers) { first, _ in first }
        func subject(_ id: UUID) -> Subject? {
            numbers[id].map { Subject(name: IncidentName(number: $0).description, id: id, cause: nil) }
        }
        var timers = AlertTimers()
        for alert in newAlerts + rerouted where alert.waitsUntil != nil && !alert.isResolved {
            guard let wait = alert.decision.rule?.patience.wait else { continue }
            timers.waiting.append((alert.id, wait, alert.cause))
        }
        timers.released = resolutions.map(\.id).filter { state.open[$0]?.isWaiting == true }
        for (id, incident) in restless.sorted(by: { $0.key < $1.key }) {
            guard let subject = subject(id) else { continue }
            timers.restless.append((subject, id, incident.isSettled))
        }
        for id in atRest {
            guard let after = patience(at: id)?.autoResolve, let subject = subject(id) else { continue }
            timers.settling.append((subject, id, after))
        }
        return timers
    }
}
