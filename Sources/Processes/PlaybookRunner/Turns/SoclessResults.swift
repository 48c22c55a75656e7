import FoundationEssentials
import JSON
import PlaybookStore
import Playbooks
import Postgres
import StatesLanguage

/// What the steps of an execution of a SOCless playbook have answered so far: read once a turn, when a step asks for it.
struct SoclessResults {
    private var saved: JSONObject?

    /// The results by their states, and the newest one.
    mutating func all(of execution: UUID, in database: some Querying) async throws -> JSONObject {
        if let saved { return saved }
        var results: JSONObject = [:]
        for (state, output) in try await StepRows.results(of: execution, in: database) {
            // Anything else was refused.
            guard let result = try? JSON.parse(output, limits: Execution.storedLimits), result.objectValue != nil else {
                continue
            }
            Self.add(result, of: state, to: &results)
        }
        saved = results
        return results
    }

    /// Adds what was answered in this turn and is not in the rows yet.
    mutating func add(_ result: JSON, of state: String) {
        if var results = saved {
            Self.add(result, of: state, to: &results)
            saved = results
        }
    }

    private static func add(_ result: JSON, of state: String, to results: inout JSONObject) {
        results[state] = result
        results[SoclessCall.lastSaved] = result
    }
}
