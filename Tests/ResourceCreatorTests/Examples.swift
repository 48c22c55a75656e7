import Encodings
import FoundationEssentials
import Incident
import IncidentStore

@testable import ResourceCreator

/// An incident for tests, with a commander and a reporter.
func exampleResponse(
    title: String = "Payments are refused", description: String = "Every third card fails.",
    visibility: Visibility = .open, isReported: Bool = true, resources: [ResourceRecord] = []
) -> IncidentResponse {
    let time = Date(timeIntervalSince1970: 1_767_603_600)
    let commander = Person(email: "primary-oncall@example.org", name: "Primary On-call", team: "Payments")
    let reporter = Person(email: "reporter@example.org", name: "Reporter", team: nil)
    let incident = IncidentRecord(
        id: UUID.v7(), number: 17, title: title, description: description, status: .active, type: "outage",
        severity: "high", priority: "p1", visibility: visibility, source: .report, drill: false, alertCount: 0,
        version: 3, at: time, detectedAt: time, commander: commander,
        reporter: isReported ? reporter : nil)
    return IncidentResponse(
        incident: incident,
        participants: [
            ParticipantRecord(
                person: commander, roles: [.incidentCommander], engagedBy: "rota payments", joinedAt: time),
            ParticipantRecord(person: reporter, roles: [.reporter], engagedBy: "reporter@example.org", joinedAt: time),
        ],
        resources: resources)
}

/// A place that is there.
func createdResource(_ kind: ResourceKind, provider: String = "native") -> ResourceRecord {
    ResourceRecord(
        id: UUID.v7(), kind: kind, provider: provider, state: .created, externalID: "id-of-\(kind.rawValue)",
        url: "https://muster.example.org/\(kind.rawValue)", attempts: 1, plannedAt: Date(), createdAt: Date())
}

enum ResourceRecordExample {
    /// A place that was given up.
    static func failed(_ kind: ResourceKind) -> ResourceRecord {
        ResourceRecord(
            id: UUID.v7(), kind: kind, provider: "native", state: .failed, attempts: 5, error: "it is away",
            plannedAt: Date())
    }
}
