import JSON
import Organisation

/// A configuration that says what was found, and the least of what every configuration says besides.
struct ConfigurationDraft {
    private var schedules: [JSONObject]
    private let rest: JSONObject
    private(set) var notes: [String] = []

    init(_ draft: ImportDraft) {
        schedules = draft.schedules.map { schedule in
            [
                "name": .string(schedule.name), "timezone": .string(schedule.timezone),
                "layers": .array(schedule.layers.map(\.json)),
            ]
        }
        var policies: [JSON] = []
        for policy in draft.policies {
            // Whom nobody answers reaches the last of those whom the policy names, else the first who takes turns.
            let fallback =
                policy.named.last ?? draft.schedules.flatMap(\.layers).flatMap(\.members).flatMap(\.self).first
            let person = fallback ?? draft.people[0].email
            notes.append(
                "policy \(policy.name): \(draft.system) has no last resort, which is paged when nobody answers; it is \(person)"
            )
            policies.append([
                "name": .string(policy.name), "steps": .array(policy.steps), "repeat": .int(min(policy.repeats, 20)),
                "last_resort": [.string(person)],
            ])
        }
        let commander = draft.schedules.first?.name ?? draft.people[0].email
        var type: JSONObject = ["name": "incident", "commander": .string(commander)]
        if let policy = draft.policies.first { type["paging"] = [["policy": .string(policy.name)]] }
        notes.append(
            "severities, priorities and the incident type `incident` are Muster's own words; put your own in their place"
        )
        rest = [
            "people": .array(draft.people.map(\.json)),
            "severities": [["name": "critical"], ["name": "high"], ["name": "low"]],
            "priorities": [["name": "high"], ["name": "low"]], "policies": .array(policies),
            "contacts": .array(draft.people.compactMap(\.contacts)), "incident_types": [.object(type)],
        ]
    }

    mutating func allowGaps(of name: String) {
        for index in schedules.indices where schedules[index]["name"] == .string(name) {
            schedules[index]["gaps"] = "allowed"
            notes.append(
                "schedule \(name): nobody is on call at some time of the next 14 days, which `gaps: allowed` lets be")
        }
    }

    var json: JSON {
        var document: JSONObject = [:]
        for (key, value) in rest {
            if value == .array([]) { continue }
            document[key] = value
            if key == "priorities", !schedules.isEmpty {
                document["schedules"] = .array(schedules.map { .object($0) })
            }
        }
        return .object(document)
    }

    func configuration() throws -> OrganisationConfiguration { try OrganisationConfiguration(JSONReader(json)) }
}

extension ImportDraft.PersonFound {
    fileprivate var json: JSON {
        var person: JSONObject = ["email": .string(email), "name": .string(name)]
        if let team { person["team"] = .string(team) }
        return .object(person)
    }

    /// Rules that say more than a mail at once to the person's address.
    fileprivate var contacts: JSON? {
        var rules: JSONObject = ["person": .string(email)]
        for (urgency, ways) in mails.sorted(by: { $0.key < $1.key }) {
            let isPlain = ways.count == 1 && ways[0].after == 0 && ways[0].to.lowercased() == email.lowercased()
            if ways.isEmpty || isPlain { continue }
            rules[urgency] = .array(
                ways.sorted { $0.after < $1.after }.prefix(20).map { way in
                    var rule: JSONObject = ["channel": "mail", "to": .string(way.to)]
                    if way.after > 0 { rule["after"] = .string("\(way.after)m") }
                    return .object(rule)
                })
        }
        return rules.count > 1 ? .object(rules) : nil
    }
}
