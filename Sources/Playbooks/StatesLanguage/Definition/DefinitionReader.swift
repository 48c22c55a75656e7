import JSON

/// Reads a definition and notes everything that is wrong with it, instead of ending at the first fault.
struct DefinitionReader {
    var diagnostics: [Diagnostic] = []
    var groups: [StateGroup] = []
    /// The query language of the machine, for states that say nothing else.
    var machineLanguage = QueryLanguage.jsonPath
    var kind = StateMachine.Kind.standard
    /// Whether the states that are named must exist; not where one state stands alone.
    var checksTargets = true
    /// The names of the states around the place that is being read.
    var owners: [String] = []
    /// Names of states that were read, to find two with the same.
    var names: Set<String> = []

    mutating func report(
        _ message: String, at pointer: JSONPointer, code: Diagnostic.Code = .schemaValidationFailed,
        severity: Diagnostic.Severity = .error
    ) {
        diagnostics.append(
            Diagnostic(severity: severity, code: code, message: message, pointer: pointer, state: owners.last))
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// An object of the definition with the way to it.
struct DefinitionObject {
    let members: JSONObject
    let pointer: JSONPointer

    subscript(key: String) -> JSON? { members[key] }

    func pointer(_ key: String) -> JSONPointer { pointer.appending(key) }
}

// MARK: - Members of one type

extension DefinitionReader {
    mutating func object(_ json: JSON?, at pointer: JSONPointer) -> DefinitionObject? {
        guard let json else { return nil }
        guard case .object(let members) = json else {
            report("Expected value of type Object", at: pointer)
            return nil
        }
        return DefinitionObject(members: members, pointer: pointer)
    }

    mutating func string(_ object: DefinitionObject, _ key: String) -> String? {
        guard let json = object[key] else { return nil }
        guard case .string(let string) = json else {
            report("Expected value of type String", at: object.pointer(key))
            return nil
        }
        return string
    }

    mutating func bool(_ object: DefinitionObject, _ key: String) -> Bool? {
        guard let json = object[key] else { return nil }
        guard case .bool(let bool) = json else {
            report("Expected value of type Boolean", at: object.pointer(key))
            return nil
        }
        return bool
    }

    mutating func integer(_ object: DefinitionObject, _ key: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let json = object[key] else { return nil }
        guard case .number(let number) = json, let integer = number.int64, range.contains(integer) else {
            report(
                "Expected value of type Integer from \(range.lowerBound) to \(range.upperBound)",
                at: object.pointer(key))
            return nil
        }
        return integer
    }

    mutating func array(_ object: DefinitionObject, _ key: String) -> [JSON]? {
        guard let json = object[key] else { return nil }
        guard case .array(let elements) = json else {
            report("Expected value of type Array", at: object.pointer(key))
            return nil
        }
        return elements
    }

    /// Reports which of the fields are missing, together.
    mutating func require(_ keys: [String], in object: DefinitionObject) {
        let missing = keys.filter { object[$0] == nil }
        if !missing.isEmpty {
            report("These fields are required: [\(missing.joined(separator: ", "))]", at: object.pointer)
        }
    }

    /// Reports when there is not exactly one of the fields.
    mutating func requireOne(of keys: [String], in object: DefinitionObject) {
        let present = keys.filter { object[$0] != nil }
        if present.count != 1 {
            report("Exactly one of these fields is required: [\(keys.joined(separator: ", "))]", at: object.pointer)
        }
    }

    /// Reports when there are two or more of the fields.
    mutating func allowOne(of keys: [String], in object: DefinitionObject) {
        let present = keys.filter { object[$0] != nil }
        if present.count > 1 {
            report("These fields cannot be used together: [\(present.joined(separator: ", "))]", at: object.pointer)
        }
    }
}
