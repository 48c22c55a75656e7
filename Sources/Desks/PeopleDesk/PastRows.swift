import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import PageStore
import PeopleStore
import Postgres
import TaskStore

/// All that rows say of an incident at a moment.
struct PastRows: Sendable {
    /// The incident as it is now.
    var now: IncidentRecord
    /// Since when history is kept, by migration.
    var beginnings: [Int: Date] = [:]
    /// What fields were that have become another since.
    var fields: [String: String] = [:]
    /// The statuses until then.
    var statuses: [(status: IncidentStatus, at: Date)] = []
    /// Who was what, from the first to the last.
    var roles: [RoleHistoryEntry] = []
    /// Who takes part now.
    var participants: [ParticipantRecord] = []
    var resources: [ResourceRecord] = []
    var alerts: [AlertRecord] = []
    var pages: [PageRecord] = []
    var tasks: [TaskRecord] = []
    var questions: [Question] = []
    var tags: [Tag] = []
    var timeline: [TimelineEntry] = []
    var links = Merges.Links()
    /// Whether it was merged with another then, and is not any more: its alerts may have been of the other.
    var wasMerged = false

    /// Knows nothing but what it is now.
    init(now: IncidentRecord) { self.now = now }

    /// Reads them.
    static func load(
        _ incident: IncidentRecord, at moment: Date, for viewer: Viewer, in database: some Querying
    ) async throws -> PastRows {
        let (id, limit) = (incident.id, IncidentDetail.limit)
        var rows = PastRows(now: incident)
        rows.beginnings = try await PastValues.beginnings(in: database)
        rows.fields = try await PastValues.fields(of: id, at: moment, in: database)
        rows.statuses = try await PastValues.statuses(of: id, until: moment, in: database)
        rows.roles = try await RoleHistory.entries(of: id, for: viewer, in: database)
        rows.participants = try await Participants.participants(of: id, for: viewer, in: database)
        rows.resources = try await Resources.resources(of: id, for: viewer, in: database)
        rows.alerts = try await PastValues.alerts(of: id, at: moment, for: viewer, limit: limit, in: database)
        rows.pages = try await PageRecords.pages(of: id, for: viewer, in: database)
        rows.tasks = try await TaskRows.list(of: id, for: viewer, limit: limit, in: database).items.reversed()
        rows.questions = try await Questions.list(of: id, at: moment, for: viewer, in: database)
        rows.tags = try await Tags.list(of: id, at: moment, for: viewer, in: database)
        rows.timeline = try await PastValues.timeline(of: id, at: moment, for: viewer, limit: limit, in: database)
        rows.links = try await Merges.links(of: id, at: moment, for: viewer, in: database)
        rows.wasMerged = try await Merges.wereUndone(of: id, since: moment, in: database)
        return rows
    }
}
