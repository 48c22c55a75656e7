/// A definition that cannot be used, with everything that is wrong with it.
public struct DefinitionError: Error, Sendable, Hashable {
    /// All faults, in the order of the text; at least one is an error.
    public let diagnostics: [Diagnostic]
    /// The definition as it was given, when it was given as text.
    public let text: String?

    /// The error of a definition with these faults.
    /// - Parameters:
    ///   - diagnostics: the faults, at least one.
    ///   - text: the definition, to tell lines by.
    public init(diagnostics: [Diagnostic], text: String? = nil) {
        self.diagnostics = diagnostics
        self.text = text
    }

    /// What CreateStateMachine answers: `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: …'`.
    public var message: String {
        let errors = diagnostics.filter { $0.severity == .error }
        // The service writes the place also where there is none.
        let faults = errors.map { "\($0.code.rawValue): \($0.message) at \($0.location ?? "null")" }
        return "Invalid State Machine Definition: '\(faults.joined(separator: ", "))'"
    }
}

extension DefinitionError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
