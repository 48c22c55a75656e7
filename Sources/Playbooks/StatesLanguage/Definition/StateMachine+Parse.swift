public import JSON

extension StateMachine {
    /// Reads and checks a definition (CreateStateMachine).
    /// - Throws: ``DefinitionError`` with everything that is wrong.
    public init(parsing text: String, kind: Kind = .standard) throws(DefinitionError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(text, limits: Self.limits)
        } catch {
            throw DefinitionError(diagnostics: [Diagnostic(error, in: text)], text: text)
        }
        do {
            self = try StateMachine(document.root, kind: kind)
        } catch {
            throw DefinitionError(diagnostics: error.diagnostics.map { $0.located(in: document) }, text: text)
        }
    }

    /// Reads and checks a definition whose text is not at hand, so that faults have no line.
    public init(_ json: JSON, kind: Kind = .standard) throws(DefinitionError) {
        var reader = DefinitionReader(json)
        reader.kind = kind
        guard let machine = reader.machine(json) else { throw DefinitionError(diagnostics: reader.diagnostics) }
        self = machine
    }

    /// Everything that is worth telling the author of a definition, with line and column (ValidateStateMachineDefinition).
    public static func diagnose(_ text: String, kind: Kind = .standard) -> [Diagnostic] {
        do {
            let machine = try StateMachine(parsing: text, kind: kind)
            guard let document = try? JSONDocument(text, limits: limits) else { return [] }
            return machine.warnings.map { $0.located(in: document) }
        } catch {
            return error.diagnostics
        }
    }

    /// Definitions have at most 1 MiB.
    static let limits = JSONLimits(depth: 128, bytes: 1 << 20)
}

extension Diagnostic {
    /// A text that is no JSON.
    public init(_ error: JSONError, in text: String) {
        let fault = UnreadableDefinition(error, in: text)
        self.init(
            severity: .error, code: fault.code, message: fault.message, pointer: nil, location: fault.location,
            state: nil)
        position = Position(line: error.line, column: error.column)
    }

    /// With the place of its value.
    func located(in document: JSONDocument) -> Diagnostic {
        guard let pointer else { return self }
        var located = self
        located.position = document.position(of: pointer).map { Position(line: $0.line, column: $0.column) }
        return located
    }
}
