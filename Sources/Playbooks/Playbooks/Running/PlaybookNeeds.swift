public import JSON

/// Who must be there for a playbook to run to its end.
public struct PlaybookNeeds: Sendable, Hashable {
    /// An integration that steps of a playbook ask.
    public struct Integration: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// The states that ask it, in the order of the text.
        public let states: [String]

        /// Whether the playbook-runner does what it is asked; somebody else consumes `task.NAME` otherwise.
        public var isBuiltIn: Bool { BuiltIn(rawValue: name) != nil }
    }

    /// By name.
    public let integrations: [Integration]

    /// The integrations of a playbook, as far as its text names them: a `FunctionName` that is worked out when its state is entered
    /// is none.
    public init(_ playbook: RunnablePlaybook) {
        let machine = (try? JSON.parse(playbook.text, limits: JSONLimits(depth: 128, bytes: 4 << 20))) ?? [:]
        var states: [String: [String]] = [:]
        for step in PlaybookOutline(machine: machine).steps {
            if let name = step.integration { states[name, default: []].append(step.name) }
        }
        integrations = states.sorted { $0.key < $1.key }.map { Integration(name: $0.key, states: $0.value) }
    }

    /// Those that are somebody else's.
    public var outside: [Integration] { integrations.filter { !$0.isBuiltIn } }
}

extension PlaybookNeeds: JSONEncodable {
    /// A list of `name`, `built_in` and `states`.
    public var json: JSON {
        .array(
            integrations.map { integration in
                [
                    "name": .string(integration.name), "built_in": .bool(integration.isBuiltIn),
                    "states": .array(integration.states.map(JSON.string)),
                ]
            })
    }
}
