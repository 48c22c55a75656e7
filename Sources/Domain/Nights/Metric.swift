/// What is measured of incidents and of those who answer them.
public enum Metric: String, Sendable, Hashable, CaseIterable {
    /// From when the trouble began to the report.
    case timeToDetect = "time_to_detect"
    /// From the report until every place was there.
    case timeToAssemble = "time_to_assemble"
    /// From the report until somebody answered.
    case timeToAcknowledge = "time_to_acknowledge"
    /// From the report until it was stable.
    case timeToStabilise = "time_to_stabilise"
    /// From the report until it was closed.
    case timeToClose = "time_to_close"
    /// Incidents, on the day of their report.
    case incidents
    /// Alerts, on the day they came.
    case alerts
    /// Pages, on the day they went out.
    case pages
    /// Pages between 22:00 and 06:00 where the person is.
    case nightPages = "night_pages"
    /// What incidents cost, on the day of their report.
    case cost
    /// From when a task was made until it was resolved, on the day it was resolved.
    case timeToResolveTask = "time_to_resolve_task"
    /// Tasks that were not done when they were due, on the day they were due.
    case overdueTasks = "overdue_tasks"
    /// Dead letters, on the day a worker gave up.
    case deadLetters = "dead_letters"

    /// Whether it is a length of time, which has a median.
    public var isDuration: Bool {
        switch self {
        case .timeToDetect, .timeToAssemble, .timeToAcknowledge, .timeToStabilise, .timeToClose, .timeToResolveTask:
            true
        case .incidents, .alerts, .pages, .nightPages, .cost, .overdueTasks, .deadLetters: false
        }
    }

    /// What it may be told apart by.
    public var dimensions: [MetricDimension] {
        switch self {
        case .timeToDetect, .timeToAssemble, .timeToAcknowledge, .timeToStabilise, .timeToClose, .incidents,
            .timeToResolveTask:
            [.type, .severity, .team]
        case .overdueTasks: [.type, .severity, .team, .person]
        case .deadLetters: [.worker]
        case .alerts: [.severity]
        case .pages, .nightPages: [.person]
        case .cost: [.type, .team]
        }
    }

    /// What it is, for people.
    public var title: String {
        switch self {
        case .timeToDetect: "Time to detect"
        case .timeToAssemble: "Time to assemble"
        case .timeToAcknowledge: "Time to acknowledge"
        case .timeToStabilise: "Time to stabilise"
        case .timeToClose: "Time to close"
        case .incidents: "Incidents"
        case .alerts: "Alerts"
        case .pages: "Pages"
        case .nightPages: "Pages at night"
        case .cost: "Cost"
        case .timeToResolveTask: "Time to resolve a task"
        case .overdueTasks: "Overdue tasks"
        case .deadLetters: "Dead letters"
        }
    }

    /// Those that are lengths of time.
    public static let durations = allCases.filter(\.isDuration)
    /// Those that are lengths of time of incidents.
    public static let incidentDurations = durations.filter { $0 != .timeToResolveTask }
}
