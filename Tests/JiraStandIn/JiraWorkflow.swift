import JSON

/// The statuses of the stand-in's tickets and the steps between them.
public struct JiraWorkflow: Sendable {
    /// A place in the workflow.
    public struct Status: Sendable {
        /// Its number, as text.
        public var id: String
        /// What people call it.
        public var name: String
        /// `new`, `indeterminate` or `done`.
        public var category: String

        var json: JSON {
            [
                "id": .string(id), "name": .string(name),
                "statusCategory": ["id": 1, "key": .string(category), "name": .string(category)],
            ]
        }
    }

    /// A way between two statuses.
    public struct Step: Sendable {
        /// Its number, as text.
        public var id: String
        /// `nil` from everywhere.
        public var from: String?
        /// The name of the status that it leads to.
        public var to: String
        /// Whether it has a screen that demands a resolution.
        public var demandsResolution = false
    }

    /// All of them; a new ticket has the first.
    public var statuses: [Status]
    /// All of them, as they are offered.
    public var steps: [Step]

    private static let standard = [
        Status(id: "10000", name: "To Do", category: "new"),
        Status(id: "3", name: "In Progress", category: "indeterminate"),
        Status(id: "10001", name: "Done", category: "done"),
    ]

    /// Every status can be reached from every other.
    public static let open = JiraWorkflow(
        statuses: standard,
        steps: [
            Step(id: "11", to: "To Do"), Step(id: "21", to: "In Progress"), Step(id: "31", to: "Done"),
        ])

    /// One after the other, and from the end back to the beginning; who closes says how it was resolved.
    public static let strict = JiraWorkflow(
        statuses: standard,
        steps: [
            Step(id: "4", from: "To Do", to: "In Progress"),
            Step(id: "5", from: "In Progress", to: "Done", demandsResolution: true),
            Step(id: "6", from: "Done", to: "To Do"),
        ])

    func status(_ name: String) -> Status? { statuses.first { $0.name == name } }

    func steps(from status: String) -> [Step] {
        steps.filter { ($0.from ?? status) == status && $0.to != status }
    }

    func json(_ step: Step, expanded: Bool) -> JSON {
        var object: JSONObject = [
            "id": .string(step.id), "name": .string(step.to), "to": status(step.to)?.json ?? .null,
        ]
        if expanded {
            object["fields"] =
                step.demandsResolution
                ? [
                    "resolution": [
                        "required": true, "name": "Resolution",
                        "allowedValues": [["id": "1", "name": "Fixed"], ["id": "2", "name": "Done"]],
                    ]
                ] : [:]
        }
        return .object(object)
    }
}
