import FoundationEssentials
import JSON
import OnCall

extension GoAlertReader {
    mutating func readPolicies(_ zones: (Set<String>) throws -> ZoneDatabase) throws {
        var policies: Set<String> = []
        for policy in all("escalationPolicies", "escalationPolicy") {
            let name = ImportDraft.unique(policy["name"]?.stringValue ?? "policy", among: &policies)
            var named: [String] = []
            var steps: [JSON] = []
            for step in (policy["steps"]?.arrayValue ?? []).sorted(by: Self.isBefore) {
                var targets: [JSON] = []
                for target in step["targets"]?.arrayValue ?? [] {
                    if let word = try self.target(target, name, &named, zones) { targets.append(.string(word)) }
                }
                guard !targets.isEmpty else { continue }
                let minutes = min(max(step["delayMinutes"]?.intValue ?? 5, 1), 7 * 1440)
                steps.append(["targets": .array(Array(targets.prefix(20))), "wait": .string("\(minutes)m")])
            }
            guard !steps.isEmpty else {
                draft.notes.append("policy \(name): none of its targets is in the file, and it is left out")
                continue
            }
            draft.policies.append(
                ImportDraft.PolicyFound(
                    name: name, steps: Array(steps.prefix(20)), repeats: policy["repeat"]?.intValue ?? 0, named: named))
        }
    }

    private static func isBefore(_ left: JSON, _ right: JSON) -> Bool {
        (left["stepNumber"]?.intValue ?? 0) < (right["stepNumber"]?.intValue ?? 0)
    }

    private mutating func target(
        _ target: JSON, _ policy: String, _ named: inout [String], _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws -> String? {
        let id = target["id"]?.stringValue ?? ""
        let title = target["name"]?.stringValue ?? id
        switch target["type"]?.stringValue {
        case "user":
            if let email = emails[id] {
                named.append(email)
                return email
            }
        case "schedule":
            if let name = scheduleNames[id], draft.schedules.contains(where: { $0.name == name && !$0.layers.isEmpty })
            {
                return name
            }
        case "rotation":
            if let name = rotationNames[id] { return name }
            if let name = try schedule(ofRotation: id, title, zones) { return name }
        default:
            draft.notes.append(
                "policy \(policy): a target of the type \(target["type"]?.stringValue ?? "unknown") has no equal")
            return nil
        }
        draft.notes.append("policy \(policy): the target \(title) is not in the file, and is left out")
        return nil
    }

    /// A policy may name a rotation, which here is a schedule of one layer.
    private mutating func schedule(
        ofRotation id: String, _ title: String, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws -> String? {
        guard let timezone = rotations[id]?["timeZone"]?.stringValue else { return nil }
        let name = ImportDraft.unique(title, among: &names)
        guard let layer = try rotation(id, title, timezone, "rotation \(title)", zones) else { return nil }
        draft.schedules.append(
            ImportDraft.ScheduleFound(
                name: name, timezone: timezone, zone: try zone(timezone, "rotation \(title)", zones), layers: [layer],
                isStack: false))
        draft.notes.append(
            "rotation \(title): a policy names it, so that it is a schedule of its own, which nothing listed proves")
        rotationNames[id] = name
        return name
    }
}
