public import JSON

/// Everything that is wrong with a playbook, or worth telling its author.
public struct PlaybookReport: Error, Sendable, Hashable {
    /// One problem: where, what, and how to mend it.
    public struct Problem: Sendable, Hashable {
        /// How bad it is.
        public enum Severity: String, Sendable, Hashable {
            /// The playbook cannot be used.
            case error
            /// It can, but hardly means what its author meant.
            case warning
        }

        /// How bad it is.
        public let severity: Severity
        /// A short name of the kind: `missing_target`, `SCHEMA_VALIDATION_FAILED`.
        public let code: String
        /// Where it stands; `nil` for what is in no line.
        public let position: PlaybookPosition?
        /// The innermost state around it.
        public let state: String?
        /// What is wrong, as a sentence.
        public let message: String
        /// How to mend it, as a sentence.
        public let remedy: String
    }

    /// What the playbook was called.
    public let name: String
    /// In the order of the text.
    public let problems: [Problem]

    init(name: String, problems: [Problem]) {
        self.name = name
        self.problems = problems
    }

    /// Whether the playbook can be used.
    public var isUsable: Bool { !problems.contains { $0.severity == .error } }

    /// - Parameter code: the service's code of a text that is no JSON.
    static func unreadable(
        _ name: String, _ message: String, _ position: PlaybookPosition?, code: String = "unreadable"
    ) -> PlaybookReport {
        PlaybookReport(
            name: name,
            problems: [
                Problem(
                    severity: .error, code: code, position: position, state: nil, message: message,
                    remedy: "Correct the text here or just before.")
            ])
    }
}

extension PlaybookReport: CustomStringConvertible {
    /// A line per problem, as compilers write them: `file:line:column: error: state "X": message remedy`.
    public var description: String {
        problems.map { problem in
            let place = problem.position.map { ":\($0)" } ?? ""
            let state = problem.state.map { "state \"\($0)\": " } ?? ""
            return "\(name)\(place): \(problem.severity.rawValue): \(state)\(problem.message) \(problem.remedy)"
        }.joined(separator: "\n")
    }
}

extension PlaybookReport: JSONEncodable {
    /// As `muster playbook check --json` prints it.
    public var json: JSON {
        [
            "file": .string(name), "ok": .bool(isUsable),
            "problems": .array(
                problems.map { problem in
                    [
                        "severity": .string(problem.severity.rawValue), "code": .string(problem.code),
                        "line": problem.position.map { .int($0.line) } ?? .null,
                        "column": problem.position.map { .int($0.column) } ?? .null,
                        "state": problem.state.map(JSON.string) ?? .null, "message": .string(problem.message),
                        "remedy": .string(problem.remedy),
                    ]
                }),
        ]
    }
}
