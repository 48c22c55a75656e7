import FoundationEssentials
import Organisation
import Pacing

extension Grouping {
    /// Whether an open incident of the group takes what fires now, or that is other trouble and an incident of its own.
    func takes(into incident: OpenIncident, at time: Date) -> Bool {
        let from =
            switch window {
            case .rolling: incident.restedAt
            case .fixed: incident.openedAt
            }
        guard let from else { return true }
        return time.timeIntervalSince(from) < regroupWindow.seconds
    }
}
