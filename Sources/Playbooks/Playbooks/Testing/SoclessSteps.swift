import JSON
import SoclessDialect
import StatesLanguage

/// What SOCless itself does around the steps of a playbook, so that cases need not say it.
struct SoclessSteps {
    /// The results that were saved so far: what parameters see, also of steps that are long past.
    private var saved: JSONObject = [:]
    let lookups: ParameterTables

    init(lookups: ParameterTables) { self.lookups = lookups }

    static let executionID = "00000000-0000-4000-8000-000000000001"

    /// The input with which an event starts a playbook.
    static func input(details: JSON) -> JSON {
        [
            "execution_id": .string(executionID), "artifacts": artifacts(details: details, playbook: ""),
            "results": [:],
            "errors": [:],
        ]
    }

    private static func artifacts(details: JSON, playbook: String) -> JSON {
        [
            "event": [
                "id": "00000000-0000-4000-8000-000000000002",
                "investigation_id": "00000000-0000-4000-8000-000000000002", "status_": "open", "is_duplicate": false,
                "created_at": "2026-01-01T00:00:00.000Z", "event_type": .string(playbook),
                "playbook": .string(playbook), "details": details, "data_types": [:], "event_meta": [:],
            ], "execution_id": .string(executionID),
        ]
    }

    /// What the function answers that sets up an execution which somebody started by hand.
    static func setUp(_ input: JSON) -> JSON {
        let name = input["playbook_name"]?.stringValue ?? ""
        return [
            "execution_id": input["execution_id"] ?? .string(executionID),
            "artifacts": artifacts(details: input["playbook_event_details"] ?? [:], playbook: name), "results": [:],
            "errors": [:],
        ]
    }

    /// The first branch's output with what the others have: objects member by member, everything else as it is.
    static func merge(_ outputs: JSON) -> JSON {
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

    /// The context that an integration was called with; `nil` for tasks that are none.
    static func context(of task: TaskRequest) -> JSON? {
        let context = task.input["Payload"]?["sfn_context"] ?? task.input
        return context["State_Config"] == nil ? nil : context
    }

    /// The parameters of a call, resolved.
    func parameters(of task: TaskRequest) throws(TemplateError) -> JSON? {
        guard let context = Self.context(of: task) else { return nil }
        var root: JSONObject = [:]
        for key in ["execution_id", "artifacts", "errors"] { root[key] = context[key] ?? [:] }
        root["results"] = .object(saved)
        let resolver = ParameterResolver(context: .object(root), lookups: lookups)
        return try resolver.resolve(context["State_Config"]?["Parameters"] ?? [:])
    }

    /// The output of a state whose integration answered: its context, with the answer as the results.
    mutating func output(of task: TaskRequest, result: JSON) -> JSON {
        guard let context = Self.context(of: task) else { return result }
        saved[task.stateName] = result
        saved["_Last_Saved_Results"] = result
        var results: JSONObject = [task.stateName: result]
        for (key, value) in result.objectValue ?? [:] { results[key] = value }
        var output: JSONObject = [:]
        for key in ["execution_id", "artifacts", "errors"] { output[key] = context[key] }
        output["results"] = .object(results)
        return .object(output)
    }
}
