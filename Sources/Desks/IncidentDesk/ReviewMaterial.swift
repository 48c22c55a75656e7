import Cost
import FoundationEssentials
import IncidentStore
import PeopleStore
import TaskStore

/// What a review is drafted from.
struct ReviewMaterial: Sendable {
    /// The incident as it is from now on.
    var incident: IncidentRecord
    /// What happened, the oldest first.
    var timeline: [TimelineEntry] = []
    /// What was to be found out.
    var questions: [Question] = []
    /// What was reported, the oldest first.
    var reports: [StatusReport] = []
    /// What is left to be done or was done.
    var tasks: [TaskRecord] = []
    /// What it had cost when that was counted last; `nil` when it was not.
    var cost: Money?
    /// When somebody answered first; `nil` when nobody did.
    var answeredAt: Date?
}
