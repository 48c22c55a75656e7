public import JSON

/// What came of the cases of a playbook.
public struct PlaybookTestReport: Sendable {
    /// One case.
    public struct Result: Sendable {
        /// The case's name.
        public let name: String
        /// Where the case begins in its file.
        public let position: PlaybookPosition?
        /// What is other than it should be, a sentence each; empty when the case passed.
        public let failures: [String]
        /// `succeeded`, `failed`, `timed_out`, or `running` when it did not end.
        public let status: String
        /// The playbook's own states, in the order in which they were entered.
        public let path: [String]
        /// How long it took, in virtual seconds.
        public let seconds: Double

        /// Whether everything was as it should be.
        public var passed: Bool { failures.isEmpty }
    }

    /// What was tested, and with which cases.
    public let playbook: String
    /// The file of the cases.
    public let file: String
    /// One for each case, in their order.
    public let results: [Result]
    /// The playbook's states, and those of them that no case entered.
    public let states: [String]
    /// The states that no case entered.
    public let neverEntered: [String]

    /// Whether every case passed.
    public var passed: Bool { results.allSatisfy(\.passed) }
}

extension PlaybookTestReport: CustomStringConvertible {
    /// A line for each case, and what was covered.
    public var description: String {
        var lines: [String] = []
        for result in results {
            lines.append(
                "\(result.passed ? "ok  " : "FAIL") \(result.name) (\(VirtualDuration.text(result.seconds)) of virtual time)"
            )
            lines += result.failures.map { "     \($0.replacing("\n", with: "\n     "))" }
        }
        let entered = states.count - neverEntered.count
        lines.append(
            "\(results.count(where: \.passed)) of \(results.count) cases passed; \(entered) of \(states.count) states"
                + " were entered.")
        if !neverEntered.isEmpty { lines.append("Never entered: \(neverEntered.joined(separator: ", ")).") }
        return lines.joined(separator: "\n")
    }
}

extension PlaybookTestReport: JSONEncodable {
    /// As `muster playbook test --json` prints it.
    public var json: JSON {
        [
            "playbook": .string(playbook), "file": .string(file), "ok": .bool(passed),
            "total": .int(results.count), "passed": .int(results.count(where: \.passed)),
            "cases": .array(
                results.map { result in
                    [
                        "name": .string(result.name), "ok": .bool(result.passed), "status": .string(result.status),
                        "path": .array(result.path.map(JSON.string)), "duration_seconds": .double(result.seconds),
                        "failures": .array(result.failures.map(JSON.string)),
                    ]
                }),
            "coverage": [
                "states": .int(states.count), "entered": .int(states.count - neverEntered.count),
                "never_entered": .array(neverEntered.map(JSON.string)),
            ],
        ]
    }
}
