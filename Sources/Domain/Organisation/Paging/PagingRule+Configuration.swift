import Escalation
import JSON

extension PagingRule {
    /// Configuration: `policy`, `severity` (this one and worse), `priority` (this one and more urgent), `urgency` (`high`, the
    /// default, or `low`).
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["policy", "severity", "priority", "urgency"])
        self.init(
            policy: try reader.string("policy", length: 1...100),
            severity: try reader.optionalString("severity", length: 1...100),
            priority: try reader.optionalString("priority", length: 1...100),
            urgency: try reader.optionalEnumeration("urgency", of: Urgency.self, unknown: .high) ?? .high)
    }

    /// Refuses names that there are not.
    func check(_ all: OrganisationConfiguration, _ place: ConfigurationPlace) throws {
        func check(_ key: String, _ name: String?, in list: String, _ names: [String]) throws {
            guard let name, !names.contains(name) else { return }
            throw place.at(key).problem(expected: "one of `\(list)`", found: "`\(name)`")
        }
        try check("policy", policy, in: "policies", all.policies.map(\.name))
        try check("severity", severity, in: "severities", all.severities.map(\.name))
        try check("priority", priority, in: "priorities", all.priorities.map(\.name))
    }
}
