import CoreMetrics
import Escalation
import FoundationEssentials
import Incident
import IncidentStore
import Logging
import Organisation
import PageStore
import Postgres
import ServiceLifecycle
import WorkStore
import WorkerKit

/// Proves that every page that was due has gone out. What has not is told to those of the last resort by another way than the one
/// that failed: by this process, with its own mail, and as a metric.
struct PageAuditor: Service {
    static let interval: Duration = .seconds(30)

    private let planner: NoticePlanner
    private let overdue: Meter

    init(planner: NoticePlanner) {
        self.planner = planner
        overdue = planner.environment.metrics.gauge(
            "muster_pages_overdue", "Incidents whose pages are overdue, whatever kept them back.")
    }

    func run() async throws {
        await RepeatedLook.run(every: Self.interval, or: "pages could not be audited", planner.environment.logger) {
            try await look()
        }
    }

    /// Looks once, and has everything told that is overdue and was not told yet.
    func look() async throws {
        let environment = planner.environment
        let findings =
            try await PageAudit.overdue(in: environment.database)
            + unpaged(PageAudit.withoutEscalation(in: environment.database), environment.organisation.current())
        overdue.set(Double(findings.count))
        guard !findings.isEmpty else { return }
        let from = try await environment.organisation.current().announcements.from
        var plan = NoticePlanner.Plan()
        for finding in findings {
            environment.logger.error(
                "a page is overdue",
                metadata: [LoggingKeys.incident: "\(finding.incidentName)", LoggingKeys.reason: "\(finding.detail)"])
            let text = planner.text.overdue(finding)
            for person in finding.lastResort {
                plan.add(
                    Notice(
                        incident: finding.incident, kind: .overdue, channel: .mail, recipient: person,
                        version: finding.turn, subject: text.subject, body: text.body, from: from),
                    subject: finding.incidentName, cause: nil)
            }
        }
        let told = plan
        try await environment.committer.commit { try await planner.write(told, in: $0) }
    }

    /// Of incidents without an escalation, those that ask for one.
    private func unpaged(
        _ incidents: [IncidentRecord], _ organisation: OrganisationConfiguration
    ) -> [PageAudit.Finding] {
        incidents.compactMap { incident in
            let wanted = organisation.paging(
                type: incident.type, severity: incident.severity, priority: incident.priority, drill: incident.drill)
            return wanted.map { rule, policy in
                PageAudit.Finding(
                    incident: incident.id, incidentName: incident.name, turn: 0,
                    detail: "no step of \(policy.name) was taken since it was opened or raised",
                    lastResort: policy.lastResort)
            }
        }
    }
}
