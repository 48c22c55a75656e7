import JSON

extension OnCallReader {
    /// A chain is a list of things that happen one after the other: what is between two waits is one step here.
    mutating func readChains() {
        var names: Set<String> = []
        let policies = all(where: { $0["escalation_chain_id"] != nil })
        let chains = all(where: { chain in
            let id = chain["id"]
            return chain["type"] == nil && policies.contains { $0["escalation_chain_id"] == id }
        })
        for chain in chains {
            let name = ImportDraft.unique(chain["name"]?.stringValue ?? "chain", among: &names)
            let own = policies.filter { $0["escalation_chain_id"] == chain["id"] }.sorted(by: Self.isBefore)
            readChain(own, name)
        }
    }

    private mutating func readChain(_ policies: [JSON], _ name: String) {
        var found = ImportDraft.PolicyFound(name: name, steps: [], repeats: 0, named: [])
        var targets: [JSON] = []
        var isDefault = false
        for policy in policies {
            switch policy["type"]?.stringValue {
            case "wait":
                let wait = Self.minutes(policy["duration"])
                if !targets.isEmpty {
                    found.steps.append(Self.step(&targets, wait))
                } else if found.steps.isEmpty {
                    draft.notes.append("policy \(name): it first waits \(wait) minutes, which here it does not")
                }
            case "notify_person_next_each_time":
                if !targets.isEmpty { found.steps.append(Self.step(&targets, 1)) }
                targets = self.targets(of: policy, name, &found.named)
                if targets.count > 1 {
                    var step = Self.step(&targets, 5).objectValue ?? [:]
                    step["strategy"] = "round_robin"
                    found.steps.append(.object(step))
                }
            case "repeat_escalation": found.repeats = 5
            default:
                targets += self.targets(of: policy, name, &found.named)
                isDefault = isDefault || policy["important"]?.boolValue == false
            }
        }
        if !targets.isEmpty { found.steps.append(Self.step(&targets, 5)) }
        guard !found.steps.isEmpty else {
            draft.notes.append("policy \(name): none of its targets is in the file, and it is left out")
            return
        }
        if isDefault {
            draft.notes.append(
                "policy \(name): a step of it is not important, so that OnCall takes people's rules for that; `urgency: low` where it "
                    + "pages says the same")
        }
        found.steps = Array(found.steps.prefix(20))
        draft.policies.append(found)
    }

    private static func step(_ targets: inout [JSON], _ minutes: Int) -> JSON {
        defer { targets = [] }
        return ["targets": .array(Array(targets.prefix(20))), "wait": .string("\(minutes)m")]
    }

    private mutating func targets(of policy: JSON, _ name: String, _ named: inout [String]) -> [JSON] {
        func ids(_ key: String) -> [String] { (policy[key]?.arrayValue ?? []).compactMap(\.stringValue) }
        let kind = policy["type"]?.stringValue ?? "unknown"
        switch kind {
        case "notify_persons", "notify_person_next_each_time":
            let people = ids("persons_to_notify") + ids("persons_to_notify_next_each_time")
            let found = people.compactMap { emails[$0] }
            if found.count < people.count {
                draft.notes.append("policy \(name): somebody whom it pages is not among the users of the file")
            }
            named += found
            return found.map(JSON.string)
        case "notify_on_call_from_schedule":
            let schedule = policy["notify_on_call_from_schedule"]?.stringValue.flatMap { scheduleNames[$0] }
            if let schedule, draft.schedules.contains(where: { $0.name == schedule && !$0.layers.isEmpty }) {
                return [.string(schedule)]
            }
            draft.notes.append("policy \(name): a schedule that it pages is not in the file, and is left out")
            return []
        case "notify_team_members":
            let team = policy["notify_team_members"]?.stringValue ?? policy["team_to_notify"]?.stringValue
            if let team = team.flatMap({ teamNames[$0] }), draft.people.contains(where: { $0.team == team }) {
                return [["team": .string(team)]]
            }
            draft.notes.append("policy \(name): a team that it pages is not in the file, and is left out")
            return []
        default:
            draft.notes.append("policy \(name): a step of the type \(kind) has no equal, and is left out")
            return []
        }
    }
}
