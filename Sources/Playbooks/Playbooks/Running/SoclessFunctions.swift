public import JSON
public import SoclessDialect

/// Functions that SOCless brings along and that need nobody: values in, a value out (socless 1.3, `functions/`).
public enum SoclessFunctions {
    /// Around which context an execution goes on that somebody started by hand: its input are the details of an event.
    /// - Parameters:
    ///   - input: `execution_id`, `playbook_name` and `playbook_event_details`.
    ///   - event: the id of the event, which is its investigation's.
    ///   - time: when it was started, RFC 3339.
    public static func context(_ input: JSON, event: String, at time: String) -> JSON {
        let playbook = input["playbook_name"] ?? ""
        let execution = input["execution_id"] ?? ""
        return [
            "execution_id": execution,
            "artifacts": [
                "event": [
                    "id": .string(event), "investigation_id": .string(event), "status_": "open", "is_duplicate": false,
                    "created_at": .string(time), "event_type": playbook, "playbook": playbook,
                    "details": input["playbook_event_details"] ?? [:], "data_types": [:], "event_meta": [:],
                ], "execution_id": execution,
            ], "results": [:], "errors": [:],
        ]
    }

    /// The first branch's output with what the others have: objects member by member, everything else as it is.
    public static func merge(_ outputs: JSON) -> JSON {
        guard let branches = outputs.arrayValue, var result = branches.first?.objectValue else { return [:] }
        for branch in branches.dropFirst() {
            for (key, value) in branch.objectValue ?? [:] {
                guard case .object(let members) = value, case .object(var merged)? = result[key] else {
                    result[key] = value
                    continue
                }
                for (name, member) in members { merged[name] = member }
                result[key] = .object(merged)
            }
        }
        return .object(result)
    }

    /// Keeps results in sight of the states behind the next one: `{"cached": entries}`. Entries that are text may be
    /// templates of the old form, `{context.results.Find_User.name}`.
    /// - Parameter context: what templates see.
    /// - Throws: `TemplateError` for a template that cannot be read.
    public static func cache(_ entries: JSON, context: JSON) throws(TemplateError) -> JSON {
        let resolver = ParameterResolver(context: context)
        switch entries {
        case .string(let text): return ["cached": .string(try resolver.template(text))]
        case .object(let members):
            var cached: JSONObject = [:]
            for (key, value) in members {
                if case .string(let text) = value {
                    cached[key] = .string(try resolver.template(text))
                } else {
                    cached[key] = value
                }
            }
            return ["cached": .object(cached)]
        default: return ["cached": entries]
        }
    }

    /// Counts up or down from where the state that is named left off: `previous_value` and `current_value`.
    /// - Parameters:
    ///   - input: `state_name`, `start`, `delta` and `direction` (`up` or `down`).
    ///   - saved: the results so far, by their states.
    /// - Returns: `nil` for a start or a delta that is no whole number, also as text.
    public static func count(_ input: JSON, saved: JSONObject) -> JSON? {
        let direction = (input["direction"]?.stringValue ?? "up").lowercased()
        guard direction == "up" || direction == "down" else {
            return ["status": "Error", "message": "Unsupported direction supplied to counter"]
        }
        let before = input["state_name"]?.stringValue.flatMap { saved[$0]?["current_value"]?.intValue }
        guard let previous = before ?? whole(input["start"]), let delta = whole(input["delta"]) else { return nil }
        let (current, overflows) =
            direction == "up" ? previous.addingReportingOverflow(delta) : previous.subtractingReportingOverflow(delta)
        return overflows ? nil : ["previous_value": .int(previous), "current_value": .int(current)]
    }

    private static func whole(_ value: JSON?) -> Int? { value?.intValue ?? value?.stringValue.flatMap { Int($0) } }
}
