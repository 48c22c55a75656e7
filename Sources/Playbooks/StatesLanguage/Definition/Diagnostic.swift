public import JSON

/// One thing that is wrong with a definition, as ValidateStateMachineDefinition reports it.
public struct Diagnostic: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable {
        /// The definition cannot be used.
        case error = "ERROR"
        /// It can be used, but hardly means what its author meant.
        case warning = "WARNING"
    }

    /// The kinds of fault.
    public enum Code: String, Sendable, Hashable {
        /// The text is not JSON.
        case invalidJSON = "INVALID_JSON_DESCRIPTION"
        /// A field is missing, of the wrong type or not allowed.
        case schemaValidationFailed = "SCHEMA_VALIDATION_FAILED"
        /// A state names another one that does not exist, or cannot be reached.
        case missingTransitionTarget = "MISSING_TRANSITION_TARGET"
        /// Two states of one machine have the same name.
        case duplicateStateName = "DUPLICATE_STATE_NAME"
        /// The label of a Map cannot be a part of names.
        case label = "INVALID_LABEL"
        /// No state ends the machine.
        case missingEndState = "MISSING_END_STATE"
    }

    /// How bad it is.
    public let severity: Severity
    /// The kind of fault.
    public let code: Code
    /// The fault in a sentence or part of one, in the service's words where those are known.
    public let message: String
    /// The way to the value at fault.
    public let pointer: JSONPointer?
    /// The innermost state that it is in.
    public let state: String?
    /// What more there is to say than the service does.
    public var detail: String?
    /// Where the value stands, when the text is known.
    public var position: Position?

    /// A place in the definition's text.
    public struct Position: Sendable, Hashable, CustomStringConvertible {
        /// The line, from 1.
        public let line: Int
        /// The character within the line, from 1.
        public let column: Int

        /// `line 3, column 5`.
        public var description: String { "line \(line), column \(column)" }
    }

    /// The way to the value at fault as the service writes it: `/States/Wait/Timestamp`, `/` for the whole.
    public var location: String? { pointer.map { "/" + $0.tokens.joined(separator: "/") } }

    /// The object of ValidateStateMachineDefinition's answer.
    public var json: JSON {
        var object: JSONObject = ["code": .string(code.rawValue), "message": .string(message)]
        if let location { object["location"] = .string(location) }
        object["severity"] = .string(severity.rawValue)
        return .object(object)
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `line 3, column 5: state "Wait": …`
    public var description: String {
        let place = position.map { "\($0): " } ?? ""
        let owner = state.map { "state \"\($0)\": " } ?? ""
        return place + owner + message + (location.map { " at \($0)" } ?? "") + (detail.map { ": \($0)" } ?? "")
    }
}
