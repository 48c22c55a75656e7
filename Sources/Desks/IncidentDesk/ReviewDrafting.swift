import CostStore
import Encodings
import FoundationEssentials
import Incident
package import IncidentStore
import PeopleStore
import TaskStore
import Tasks
package import WorkStore

/// Drafts the review of an incident, once: what people wrote is never overwritten.
package enum ReviewDrafting {
    /// The most rows of a kind that are read.
    private static let limit = 500

    /// Writes the draft of an incident whose row the transaction holds, unless there is a review already. What is open then is the
    /// first of its action items.
    /// - Parameter incident: as it is from now on.
    package static func draft(_ incident: IncidentRecord, in work: UnitOfWork) async throws {
        if try await Reviews.current(of: incident.id, for: .system, in: work) != nil { return }
        var material = ReviewMaterial(incident: incident)
        if let name = IncidentName(incident.name) {
            material.timeline = try await Timeline.latest(of: name, for: .system, limit: limit, in: work)
        }
        material.questions = try await Questions.list(of: incident.id, for: .system, in: work)
        material.reports = try await StatusReports.list(of: incident.id, for: .system, limit: limit, in: work).items
            .reversed()
        material.tasks = try await TaskRows.list(of: incident.id, for: .system, limit: limit, in: work).items.reversed()
        material.cost = try await CostAccounts.total(of: incident.id, in: work)
        material.answeredAt = try await CostHistories.acknowledged([incident.id], in: work)[incident.id]
        let open = material.tasks.filter { $0.content.state == .open }.map(\.id)
        work.write(Reviews.draft(ReviewDraft(material).texts, of: incident.id, id: .v7()))
        if !open.isEmpty { work.write(Reviews.add(open, to: incident.id)) }
        let line = "The review is drafted (`muster incident review \(incident.name)`)"
        work.write(Timeline.append([Timeline.Line(of: incident.id, .review, by: "muster", line)]))
    }
}
