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

    /// What CreateStateMachine answers: `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: …'`; of labels, its
    /// message of a different kind.
    public var message: String {
        let errors = diagnostics.filter { $0.severity == .error }
        if let label = errors.first(where: { $0.code == .label }), let text {
            return "Error=ValueError Args=[\(Self.quoted(label.message))] in definition '\(text)'."
        }
        let faults = errors.map { "\($0.code.rawValue): \($0.message)" + ($0.location.map { " at \($0)" } ?? "") }
        return "Invalid State Machine Definition: '\(faults.joined(separator: ", "))'"
    }

    /// In single quotes, or in double ones when that saves escapes.
    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\")
        guard escaped.contains("'") else { return "'\(escaped)'" }
        guard escaped.contains("\"") else { return "\"\(escaped)\"" }
        return "'\(escaped.replacing("'", with: "\\'"))'"
    }
}

extension DefinitionError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
