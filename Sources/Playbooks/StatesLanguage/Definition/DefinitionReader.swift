import JSON

/// Reads a definition and notes everything that is wrong with it, instead of ending at the first fault.
///
/// Messages, codes and places are the service's where they are known (ValidateStateMachineDefinition, measured in 2025
/// and 2026).
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
    /// Labels of Maps that were read.
    var labels: Set<String> = []
    /// Whether what is being read belongs to a Catcher, the one place where there is `$states.errorOutput`.
    var isInCatcher = false
    /// The whole definition, to tell the index of an element from a key that is a number.
    private let root: JSON

    init(_ root: JSON = .null) { self.root = root }

    /// Notes a fault.
    /// - Parameters:
    ///   - pointer: the value at fault.
    ///   - owner: the object that the service names instead of the value.
    mutating func report(
        _ message: String, at pointer: JSONPointer, in owner: JSONPointer? = nil,
        code: Diagnostic.Code = .schemaValidationFailed, severity: Diagnostic.Severity = .error
    ) {
        diagnostics.append(
            Diagnostic(
                severity: severity, code: code, message: message, pointer: pointer,
                location: location(of: owner ?? pointer), state: owners.last))
    }

    /// Notes a fault for which the service names no place.
    mutating func reportWithoutPlace(_ message: String, at pointer: JSONPointer, code: Diagnostic.Code) {
        diagnostics.append(
            Diagnostic(
                severity: .error, code: code, message: message, pointer: pointer, location: nil, state: owners.last))
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// A way as the service writes it: `/States/P/Branches[0]/StartAt`.
    private func location(of pointer: JSONPointer) -> String {
        var result = ""
        var value: JSON? = root
        for token in pointer.tokens {
            if case .array(let elements)? = value {
                result += "[\(token)]"
                value = Int(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                result += "/\(token)"
                value = value?[token]
            }
        }
        return result.isEmpty ? "/" : result
    }
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
    /// Notes that a value has another type.
    mutating func expect(_ type: String, at pointer: JSONPointer) {
        report("Expected value of type [\(type)]", at: pointer)
    }

    mutating func object(_ json: JSON?, at pointer: JSONPointer) -> DefinitionObject? {
        guard let json else { return nil }
        guard case .object(let members) = json else {
            expect("OBJECT", at: pointer)
            return nil
        }
        return DefinitionObject(members: members, pointer: pointer)
    }

    mutating func string(_ object: DefinitionObject, _ key: String) -> String? {
        guard let json = object[key] else { return nil }
        guard case .string(let string) = json else {
            expect("STRING", at: object.pointer(key))
            return nil
        }
        return string
    }

    mutating func bool(_ object: DefinitionObject, _ key: String) -> Bool? {
        guard let json = object[key] else { return nil }
        guard case .bool(let bool) = json else {
            expect("BOOLEAN", at: object.pointer(key))
            return nil
        }
        return bool
    }

    mutating func integer(_ object: DefinitionObject, _ key: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let json = object[key] else { return nil }
        return integer(json, at: object.pointer(key), in: range)
    }

    /// A whole number of the range.
    mutating func integer(_ json: JSON, at pointer: JSONPointer, in range: ClosedRange<Int64>) -> Int64? {
        guard case .number(let number) = json, let integer = number.int64 else {
            expect("INTEGER", at: pointer)
            return nil
        }
        if integer < range.lowerBound { report("Minimum value is \(range.lowerBound)", at: pointer) }
        if integer > range.upperBound { report("Maximum value is \(range.upperBound)", at: pointer) }
        return range.contains(integer) ? integer : nil
    }

    mutating func array(_ object: DefinitionObject, _ key: String) -> [JSON]? {
        guard let json = object[key] else { return nil }
        guard case .array(let elements) = json else {
            expect("ARRAY", at: object.pointer(key))
            return nil
        }
        return elements
    }

    /// An array with at least one element.
    mutating func elements(_ object: DefinitionObject, _ key: String) -> [JSON]? {
        guard let elements = array(object, key) else { return nil }
        if elements.isEmpty { report("Value cannot be empty", at: object.pointer(key)) }
        return elements
    }

    /// A text that must be one of some.
    mutating func choice(_ object: DefinitionObject, _ key: String, _ allowed: [String]) -> String? {
        guard let text = string(object, key) else { return nil }
        guard allowed.contains(text) else {
            report(
                "Value should be one of the following: [\(allowed.joined(separator: ", "))]", at: object.pointer(key))
            return nil
        }
        return text
    }
}

// MARK: - Which members there are

extension DefinitionReader {
    /// Reports which of the fields are missing, together.
    mutating func require(_ keys: [String], in object: DefinitionObject) {
        let missing = keys.filter { object[$0] == nil }
        if !missing.isEmpty {
            report("These fields are required: [\(missing.joined(separator: ", "))]", at: object.pointer)
        }
    }

    /// Reports when there is not exactly one of the fields.
    mutating func requireOne(of keys: [String], in object: DefinitionObject) {
        if keys.allSatisfy({ object[$0] == nil }) {
            report(
                "This object should have only one of the following fields: [\(keys.joined(separator: ", "))]",
                at: object.pointer)
        }
        allowOne(of: keys, in: object)
    }

    /// Reports when there are two or more of the fields.
    mutating func allowOne(of keys: [String], in object: DefinitionObject) {
        if keys.count(where: { object[$0] != nil }) > 1 {
            report(
                "There should only be one of the following fields: [\(keys.joined(separator: ", "))]",
                at: object.pointer)
        }
    }

    /// Refuses members that the language does not have here.
    mutating func refuseUnknown(in object: DefinitionObject, besides known: Set<String>) {
        for key in object.members.keys where !known.contains(key) { refuse(key, in: object) }
    }

    /// Refuses a member, also where it would have a meaning elsewhere.
    mutating func refuse(_ key: String, in object: DefinitionObject) {
        report("Field '\(key)' is not supported", at: object.pointer(key), in: object.pointer)
    }
}
