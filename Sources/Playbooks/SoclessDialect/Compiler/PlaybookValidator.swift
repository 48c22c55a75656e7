import JSON

/// Finds what is wrong with a playbook as SOCless reads it. What the Amazon States Language says about the states that
/// come out of it is checked where definitions are.
struct PlaybookValidator {
    private(set) var problems: [SoclessProblem] = []
    private var names: [String: JSONPointer] = [:]

    /// Every problem, in the order of the playbook.
    static func problems(of playbook: JSON) -> [SoclessProblem] {
        var validator = PlaybookValidator()
        validator.check(playbook: playbook)
        return validator.problems
    }

    private static let topLevelFields: Set = [
        "Playbook", "Comment", "StartAt", "States", "Decorators", "Version", "TimeoutSeconds",
    ]

    private mutating func check(playbook: JSON) {
        guard case .object(let fields) = playbook else {
            return add(
                .invalidValue, "", nil, "The playbook is \(playbook.kind).",
                "Write an object with \"Playbook\" and \"States\".")
        }
        for key in fields.keys where !Self.topLevelFields.contains(key) {
            add(
                .unknownField, JSONPointer(tokens: [key]), nil, "\"\(key)\" is no field of a playbook.",
                "Remove it; a playbook has \(Self.listed(Self.topLevelFields)).")
        }
        checkName(fields["Playbook"])
        if let version = fields["Version"], version.stringValue == nil {
            add(.invalidValue, "/Version", nil, "\"Version\" is \(version.kind).", "Write a string, \"1.0\".")
        }
        if let timeout = fields["TimeoutSeconds"], (timeout.int64Value ?? -1) < 0 {
            add(
                .invalidValue, "/TimeoutSeconds", nil, "\"TimeoutSeconds\" is no whole number from 0.", "Write seconds."
            )
        }
        let added = fields["Decorators"]?["TaskFailureHandler"] == nil ? [] : [FailureHandler.start]
        check(machine: fields, JSONPointer(), state: nil, targets: added)
        checkDecorators(fields["Decorators"], fields["States"])
    }

    private mutating func checkName(_ name: JSON?) {
        let alphanumeric = { (scalar: Unicode.Scalar) in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
        guard let text = name?.stringValue, !text.isEmpty, text.unicodeScalars.allSatisfy(alphanumeric) else {
            return add(
                name == nil ? .missingField : .invalidName, name == nil ? "" : "/Playbook", nil,
                name == nil ? "The playbook has no \"Playbook\"." : "The playbook's name is not alphanumeric.",
                "Give it a name of the letters A to Z, a to z and digits.")
        }
    }

    // MARK: - State machines, and those inside them

    /// - Parameter targets: States that are added later and may be gone to.
    mutating func check(machine: JSONObject, _ pointer: JSONPointer, state: String?, targets: [String] = []) {
        guard let value = machine["States"] else {
            return add(
                .missingField, pointer, state, "\"States\" is missing.", "Add an object with at least one state.")
        }
        guard case .object(let states) = value, !states.isEmpty else {
            return add(
                .invalidValue, pointer.appending("States"), state, "\"States\" holds no states.",
                "Write an object with at least one state.")
        }
        checkStart(machine["StartAt"], states, pointer, state)
        for (name, value) in states {
            let place = pointer.appending("States").appending(name)
            checkName(of: name, place)
            check(state: value, name, place, siblings: Set(states.keys).union(targets))
        }
    }

    private mutating func checkStart(
        _ start: JSON?, _ states: JSONObject, _ pointer: JSONPointer, _ state: String?
    ) {
        guard let start else {
            return add(
                .missingField, pointer, state, "\"StartAt\" is missing.", "Name the state that comes first.")
        }
        guard let name = start.stringValue, states[name] != nil else {
            return add(
                .missingTarget, pointer.appending("StartAt"), state,
                "\"StartAt\" is \(start.stringValue.map { "\"\($0)\"" } ?? start.kind), which is no state here.",
                "Name one of \(Self.listed(Set(states.keys))).")
        }
    }

    private static let reserved: Set<String> =
        Set(Prologue.names).union([FailureHandler.start, FailureHandler.name, FailureHandler.end])

    private mutating func checkName(of name: String, _ pointer: JSONPointer) {
        func isWord(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
        if !(name.utf8.first.map(isWord) ?? false) || name.unicodeScalars.count > StateNames.maximumLength {
            add(
                .invalidName, pointer, name, "\"\(name)\" is no name for a state.",
                "Begin it with a letter, digit or \"_\", and use at most \(StateNames.maximumLength) characters.")
        }
        if Self.reserved.contains(name) {
            add(
                .invalidName, pointer, name, "\"\(name)\" is the name of a state that is added to every playbook.",
                "Rename the state.")
        }
        if let other = names.updateValue(pointer, forKey: name) {
            add(
                .invalidName, pointer, name, "There is another state \"\(name)\" at \(other).",
                "Rename one: results are kept by the names of states, also across branches.")
        }
    }

    mutating func add(
        _ code: SoclessProblem.Code, _ pointer: JSONPointer, _ state: String?, _ message: String, _ remedy: String
    ) {
        problems.append(SoclessProblem(code, at: pointer, state: state, message, remedy: remedy))
    }

    static func listed(_ names: Set<String>) -> String {
        names.sorted().prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
