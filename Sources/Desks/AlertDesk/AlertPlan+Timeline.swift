import FoundationEssentials
import IncidentStore

extension AlertPlan {
    /// What the timelines of incidents say of their alerts.
    var timeline: [Timeline.Line] {
        lingering.map { incident, source, title in
            Timeline.Line(of: incident, .alert, by: source, "Still firing since the incident was closed: \(title)")
        }
    }
}
