import Incident
public import JSON
public import Organisation

/// In which incidents somebody is engaged.
public struct EngagementList: Sendable, Hashable, JSONEncodable {
    /// A mail address.
    public var person: String
    /// What they say themselves; one of them must fit.
    public var own: [EngagementMatch]
    /// The rules of the configuration that engage them by name or by their team.
    public var configured: [EngagementRule]

    /// `person`, `rules`, and `configured` with the `name` of each.
    public var json: JSON {
        [
            "person": .string(person), "rules": .array(own.map(\.json)),
            "configured": .array(
                configured.map { rule in
                    var json = rule.match.json.objectValue ?? [:]
                    json["name"] = .string(rule.name)
                    json["role"] = .string(rule.role.rawValue)
                    return .object(json)
                }),
        ]
    }
}
