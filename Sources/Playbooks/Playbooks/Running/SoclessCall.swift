public import JSON
public import SoclessDialect
public import StatesLanguage

/// A step of a SOCless playbook: around what its integration is given and answers stands the context of the execution
/// (socless_python 1.5, `integrations.py`).
public struct SoclessCall: Sendable {
    /// `execution_id`, `artifacts` and `errors`: what the step's output has besides its results.
    public let context: JSON
    private let state: String
    private let parameters: JSON

    /// Whether a state's own text makes such a call: what its input brings does not.
    static func isMade(by state: JSON) -> Bool {
        let parameters = state["Parameters"]
        return (parameters?["Payload"]?["sfn_context"] ?? parameters)?["State_Config"] != nil
    }

    /// The call that a task is; `nil` for tasks that are none. The context of a Task is its input, that of an Interaction stands
    /// in the payload, beside the token.
    public init?(_ task: TaskRequest) {
        let input = task.input["Payload"]?["sfn_context"] ?? task.input
        guard let configuration = input["State_Config"] else { return nil }
        var context: JSONObject = [:]
        for key in ["execution_id", "artifacts", "errors"] { context[key] = input[key] }
        self.context = .object(context)
        state = task.stateName
        parameters = configuration["Parameters"] ?? [:]
    }

    /// What parameters and templates see.
    /// - Parameter saved: the results of the steps so far, by their states; ``lastSaved`` names the newest one.
    public func root(_ saved: JSONObject) -> JSON {
        var root = context.objectValue ?? [:]
        for key in ["execution_id", "artifacts", "errors"] where root[key] == nil { root[key] = [:] }
        root["results"] = .object(saved)
        return .object(root)
    }

    /// What the integration is given.
    /// - Throws: `TemplateError` for parameters that cannot be resolved, as an integration of SOCless fails then.
    public func resolved(_ saved: JSONObject, lookups: any ParameterLookups) throws(TemplateError) -> JSON {
        try ParameterResolver(context: root(saved), lookups: lookups).resolve(parameters)
    }

    /// The output of the state once the integration has answered.
    public func output(_ result: JSON) -> JSON { Self.output(result, of: state, context: context) }

    /// The output of a state: its context, with the answer as the results, by the state's name and member by member.
    public static func output(_ result: JSON, of state: String, context: JSON) -> JSON {
        var results: JSONObject = [state: result]
        for (key, value) in result.objectValue ?? [:] { results[key] = value }
        var output = context.objectValue ?? [:]
        output["results"] = .object(results)
        return .object(output)
    }

    /// By what parameters see the newest result.
    public static let lastSaved = "_Last_Saved_Results"
}
