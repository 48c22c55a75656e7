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
    private static let eventID = "00000000-0000-4000-8000-000000000002"

    /// The input with which an event starts a playbook.
    static func input(details: JSON) -> JSON {
        setUp(["execution_id": .string(executionID), "playbook_name": "", "playbook_event_details": details])
    }

    /// What the function answers that sets up an execution which somebody started by hand.
    static func setUp(_ input: JSON) -> JSON {
        SoclessFunctions.context(input, event: eventID, at: "2026-01-01T00:00:00.000Z")
    }

    /// The parameters of a call, resolved.
    func parameters(of task: TaskRequest) throws(TemplateError) -> JSON? {
        try SoclessCall(task)?.resolved(saved, lookups: lookups)
    }

    /// The output of a state whose integration answered: its context, with the answer as the results.
    mutating func output(of task: TaskRequest, result: JSON) -> JSON {
        guard let call = SoclessCall(task) else { return result }
        saved[task.stateName] = result
        saved[SoclessCall.lastSaved] = result
        return call.output(result)
    }
}
