import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import Playbooks
import SoclessDialect
import StatesLanguage
import WorkStore

/// What SOCless brings along and playbooks count on.
struct SoclessActions: Sendable {
    /// What a step has to do with.
    struct Place: Sendable {
        var execution: UUID
        var incident: UUID?
        /// The playbook's name.
        var playbook: String
        var startedAt: Date
        /// What the execution's steps have answered so far.
        var saved: JSONObject
        /// What templates see; `nil` for a step that is none of SOCless'.
        var root: JSON?
    }

    /// Does the step.
    func perform(
        _ action: BuiltIn, _ input: JSON, at place: Place, in work: UnitOfWork
    ) -> Result<JSON, StepRefusal> {
        switch action {
        case .soclessSetUp:
            return .success(
                SoclessFunctions.context(
                    input, event: UUIDText.string(from: place.execution),
                    at: RFC3339.string(from: place.startedAt)))
        case .mergeParallelOutput: return .success(SoclessFunctions.merge(input))
        case .cacheResults:
            do throws(TemplateError) {
                let context = place.root ?? ["results": .object(place.saved)]
                return .success(try SoclessFunctions.cache(input["entries"] ?? .null, context: context))
            } catch {
                return .failure(StepRefusal(error.kind.rawValue, error.message))
            }
        case .counter:
            guard let count = SoclessFunctions.count(input, saved: place.saved) else {
                return .failure(.parameters("start and delta are whole numbers, as is what was counted before."))
            }
            return .success(count)
        default:
            if let incident = place.incident {
                let findings = input["findings"] ?? .null
                let text = String((findings.stringValue ?? findings.text()).prefix(2000))
                work.write(Timeline.append([Timeline.Line(of: incident, .playbook, by: place.playbook, text)]))
            }
            return .success(["logged": .bool(place.incident != nil)])
        }
    }
}
