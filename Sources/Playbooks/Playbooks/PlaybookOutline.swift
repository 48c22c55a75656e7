public import JSON
import StatesLanguage

/// The steps of a playbook, and which states follow which: what people know it by.
public struct PlaybookOutline: Sendable, Hashable {
    /// A state that does something: a task, or one that stands for what people do.
    public struct Step: Sendable, Hashable {
        /// The state's name.
        public let name: String
        /// Who does it; `nil` for a state that is no task, and for a name that is known only when the state is entered.
        public let integration: String?
        /// Whether people do it; see ``PlaybookOutline/isManual(_:integration:)``.
        public let isManual: Bool
    }

    /// How much of a playbook goes by itself.
    public enum Automation: String, Sendable, Hashable, CaseIterable {
        /// Nothing does: there is no playbook, or people do each of its steps.
        case none
        /// Some steps do, and people do others.
        case partly
        /// All steps do.
        case fully
    }

    /// In the order of the text, also those inside of others.
    public let steps: [Step]
    /// The names of tasks around whose input and output SOCless has its context.
    public let socless: Set<String>
    private let next: [String: [String]]

    /// Reads a state machine; what is none has no steps.
    public init(machine: JSON) {
        var steps: [Step] = []
        var next: [String: [String]] = [:]
        var socless: Set<String> = []
        Self.read(machine, &steps, &next, &socless)
        self.steps = steps
        self.next = next
        self.socless = socless
    }

    /// Whether people do a step: its name begins with `Manual`, or it makes them a task.
    public static func isManual(_ name: String, integration: String?) -> Bool {
        name.hasPrefix("Manual") || integration == "create_task"
    }

    /// How much of it goes by itself.
    public var automation: Automation {
        let manual = steps.count(where: \.isManual)
        if manual == steps.count { return .none }
        return manual == 0 ? .fully : .partly
    }

    /// The names of the steps that can still come after these states, in the order of the text. What an error that is caught leads
    /// to is not among them.
    public func steps(after states: [String]) -> [String] {
        var seen: Set<String> = []
        var open = states.flatMap { next[$0] ?? [] }
        while let state = open.popLast() {
            if seen.insert(state).inserted { open += next[state] ?? [] }
        }
        return steps.map(\.name).filter { seen.contains($0) }
    }

    private static func read(
        _ machine: JSON, _ steps: inout [Step], _ next: inout [String: [String]],
        _ socless: inout Set<String>
    ) {
        for (name, state) in machine["States"]?.objectValue ?? [:] {
            let integration = integration(of: state)
            let manual = isManual(name, integration: integration)
            if state["Type"] == "Task" || manual {
                steps.append(Step(name: name, integration: integration, isManual: manual))
            }
            if state["Type"] == "Task", SoclessCall.isMade(by: state) { socless.insert(name) }
            let inside = StateList.machines(in: state)
            next[name] =
                ([state["Next"], state["Default"]] + (state["Choices"]?.arrayValue ?? []).map { $0["Next"] }
                + inside.map { $0["StartAt"] }).compactMap { $0?.stringValue }
            for machine in inside { read(machine, &steps, &next, &socless) }
        }
    }

    private static func integration(of state: JSON) -> String? {
        guard state["Type"] == "Task", let arn = state["Resource"]?.stringValue, let resource = TaskResource(arn)
        else { return nil }
        let input = state["Parameters"] ?? state["Arguments"] ?? [:]
        return (try? StepRoute(resource, input: input))?.integration
    }
}
