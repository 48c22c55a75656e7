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
        /// The `Resource` of a Task is an ARN of something that does no tasks.
        case invalidResource = "INVALID_RESOURCE"
        /// A state names another one that does not exist, or cannot be reached.
        case missingTransitionTarget = "MISSING_TRANSITION_TARGET"
        /// The name of a state is too long.
        case invalidStateName = "INVALID_STATE_NAME"
        /// Two states of one machine have the same name, be it in different branches.
        case duplicateStateName = "DUPLICATE_STATE_NAME"
        /// The label of a Map cannot be a part of names.
        case invalidLabelName = "INVALID_LABEL_NAME"
        /// Two Maps of one machine have the same label.
        case duplicateLabelName = "DUPLICATE_LABEL_NAME"
        /// No state ends the machine.
        case missingEndState = "MISSING_END_STATE"
        /// `Assign` sets `states`, which is the service's own variable.
        case reservedVariableName = "RESERVED_VARIABLE_NAME"
        /// `Assign` sets a variable whose name is none.
        case invalidVariableName = "INVALID_VARIABLE_NAME"
        /// A text between `{%` and `%}` is no JSONata.
        case invalidJSONata = "INVALID_JSONATA_EXPRESSION"
        /// A JSONata expression uses what there is not in a state; as a warning, what only the service has not.
        case unsupportedJSONata = "UNSUPPORTED_JSONATA_EXPRESSION"
        /// A warning: a value looks like a path or a call, and its key does not end in `.$`.
        case noDollar = "NO_DOLLAR"
        /// A warning: a value looks like a path, and its field is not the one for paths.
        case noPath = "NO_PATH"
        /// A warning: the `Result` of a Pass state holds a path, which nothing evaluates.
        case passResultIsStatic = "PASS_RESULT_IS_STATIC"
    }

    /// How bad it is.
    public let severity: Severity
    /// The kind of fault.
    public let code: Code
    /// The fault in a sentence or part of one, in the service's words where those are known.
    public let message: String
    /// The way to the value at fault.
    public let pointer: JSONPointer?
    /// Where the service says that the fault is, which may be the object around the value: `/States/Wait/Timestamp`,
    /// `/States/P/Branches[0]/StartAt`, `/` for the whole; `nil` where it does not say.
    public let location: String?
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
