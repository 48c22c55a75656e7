import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import PeopleStore
import WorkStore
import WorkerKit

/// Tells those in the conversations of incidents what people did, once, as the timelines say it, and reports and reviews to whom
/// they are for. What happens before there is a
/// conversation, newcomers read in the timeline.
struct News: Sendable {
    let planner: NoticePlanner

    /// Lines of one incident's timeline.
    struct Request: Sendable {
        var incident: IncidentReference
        var lines: [UUID]
        /// The trace that led here.
        var cause: String?
    }

    func tell(_ requests: [Request], in transaction: UnitOfWork) async throws {
        let requests = requests.filter { !$0.lines.isEmpty }
        if requests.isEmpty { return }
        let responses = try await IncidentResponse.load(
            requests.map(\.incident.id), for: .system, in: transaction)
        let reports = try await StatusReports.reports(requests.flatMap(\.lines), in: transaction)
        let reviews = try await Reviews.published(requests.flatMap(\.lines), in: transaction)
        let entries = try await Timeline.entries(requests.flatMap(\.lines), in: transaction)
        let organisation = try await planner.environment.organisation.current()
        var plan = NoticePlanner.Plan()
        for request in requests {
            guard let response = responses[request.incident.id] else { continue }
            for report in request.lines.compactMap({ reports[$0] }) {
                let isForAll = report.audience == .everybody
                let subscribers =
                    isForAll
                    ? try await Subscriptions.list(of: request.incident.id, for: .system, in: transaction) : []
                planner.tell(
                    report, of: response.incident, version: request.incident.version, resources: response.resources,
                    subscribers: subscribers.map(\.email), organisation, cause: request.cause, into: &plan)
            }
            for (id, review) in request.lines.compactMap({ id in reviews[id].map { (id, $0) } }) {
                let subscribers = try await Subscriptions.list(
                    of: request.incident.id, for: .system, in: transaction)
                planner.tell(
                    review, entries[id], of: response, version: request.incident.version,
                    subscribers: subscribers.map(\.email), organisation, cause: request.cause, into: &plan)
            }
            planner.tell(
                request.lines.filter { reports[$0] == nil && reviews[$0] == nil }.compactMap { entries[$0] },
                of: response.incident,
                version: request.incident.version,
                resources: response.resources, organisation, cause: request.cause, into: &plan)
        }
        try await planner.write(plan, in: transaction)
    }
}
