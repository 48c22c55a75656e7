import FoundationEssentials
import IncidentStore
import Organisation

/// The storm that swallowed an alert.
enum StormSource {
    static func facts(_ context: WhyContext) -> [WhyFact] {
        guard let incident = context.incident, let name = incident.storm else { return [] }
        let limit = context.organisation.routes.first { $0.name == name }?.limit
        let now =
            limit.map { ", whose limit is \($0.description)" } ?? ", which the configuration does not have any more"
        return [
            WhyFact(
                at: incident.reportedAt, "storm",
                "\(incident.name) is the storm of route \(name)\(now): it pages once for all of its "
                    + "\(incident.alertCount) alerts", rule: name)
        ]
    }
}
