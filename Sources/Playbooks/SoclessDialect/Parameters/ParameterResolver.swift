public import JSON

/// Resolves the parameters of an integration, as SOCless does before it calls one.
///
/// Every string may be a path into the execution's context (`$.artifacts.event.details.user`), a reference to the vault
/// (`vault:id`, `vault:id!json`), or a template of Jinja with the context as `context` and the functions `vault`,
/// `secret`, `env`, `fromjson`, `fromtimestamp` and `datetime_from_now`. Keys stay as they are.
///
/// Resolving is pure: what is looked up, the time and chance are given.
public struct ParameterResolver: Sendable {
    /// The execution's context: `execution_id`, `artifacts`, `results`, `errors`.
    public var context: JSON
    /// What answers lookups.
    public var lookups: any ParameterLookups
    /// Whether SOCless's defects are mended or kept.
    public var compatibility: SoclessCompatibility
    /// How much work one parameter may cause.
    public var limits: TemplateLimits

    /// A resolver, without lookups and with SOCless's defects mended unless it is said otherwise.
    public init(
        context: JSON, lookups: any ParameterLookups = ParameterTables(),
        compatibility: SoclessCompatibility = .corrected,
        limits: TemplateLimits = .default
    ) {
        self.context = context
        self.lookups = lookups
        self.compatibility = compatibility
        self.limits = limits
    }

    /// Resolves a parameter, or an object of them.
    ///
    /// - Throws: ``TemplateError``, in the words of the programs that it stands for. With the corrected behaviour also
    ///   for values that JSON has no form for.
    public func resolve(_ parameter: JSON) throws(TemplateError) -> JSON {
        var warnings: [String] = []
        let machine = machine(.native)
        defer { machine.clear() }
        let value = try resolved(parameter, machine, &warnings)
        guard let json = try JSONText.json(value, convertingIterables: compatibility == .corrected, machine) else {
            throw TemplateError(.type, "Object of type \(value.typeName) is not JSON serializable")
        }
        return json
    }

    /// Resolves a parameter and says what Python would have made of it.
    public func examine(_ parameter: JSON) throws(TemplateError) -> ResolvedParameter {
        var warnings: [String] = []
        let machine = machine(.native)
        defer { machine.clear() }
        let value = try resolved(parameter, machine, &warnings)
        let json = try JSONText.json(value, convertingIterables: compatibility == .corrected, machine)
        return ResolvedParameter(
            value: json, pythonType: value.typeName,
            representation: json == nil ? try Representation.repr(value, machine) : nil,
            warnings: warnings)
    }

    /// Renders the legacy templates of messages: `Hello {context.results.Find_User.name}`, with what is undefined left
    /// empty and `<`, `>`, `&` escaped for HTML.
    public func template(_ message: String) throws(TemplateError) -> String {
        let machine = machine(.legacy)
        defer { machine.clear() }
        let statements = try Parser.parse(message, .legacy, limits: limits)
        let output = try Interpreter.run(statements, variables: [("context", JSONText.value(context))], machine)
        let text = try NativeText.concatenated(output, machine)?.string ?? ""
        return text.replacing("&#34;", with: "\"").replacing("&#39;", with: "'")
    }

    private func machine(_ dialect: TemplateDialect) -> Machine {
        Machine(limits: limits, lookups: lookups, compatibility: compatibility, dialect: dialect)
    }

    // MARK: - One value after another

    private func resolved(
        _ parameter: JSON, _ machine: Machine, _ warnings: inout [String]
    ) throws(TemplateError) -> Value {
        switch parameter {
        case .string(let text): return try resolved(text, machine, &warnings)
        case .array(let elements):
            var values: [Value] = []
            for element in elements { values.append(try resolved(element, machine, &warnings)) }
            return .items(values)
        case .object(let object):
            let dict = Dict()
            for (key, value) in object { dict[key] = try resolved(value, machine, &warnings) }
            return .dict(dict)
        default: return JSONText.value(parameter)
        }
    }

    private func resolved(
        _ text: String, _ machine: Machine, _ warnings: inout [String]
    ) throws(TemplateError) -> Value {
        let template = compatibility == .recorded ? ParameterReference.recordedTemplate(text) : text
        do throws(TemplateError) {
            return compatibility == .recorded
                ? try recorded(template, machine) : try corrected(ParameterReference(text), machine)
        } catch  where error.isSyntax && compatibility == .recorded {
            warnings.append("Invalid jinja Template Syntax error \(error.message) | for template: \(template)")
            return .text(template)
        } catch  where error.kind == .undefined {
            throw TemplateError(
                .bootstrap,
                "Undefined variable when resolving parameter: \(text) template \(error.message) | for template: \(template)",
                line: error.line)
        }
    }

    private func recorded(_ template: String, _ machine: Machine) throws(TemplateError) -> Value {
        let value = try rendered(template, machine) ?? .null
        guard let text = value.string, text.hasPrefix("vault:") else { return value }
        return try rendered(ParameterReference.recordedTemplate(text), machine) ?? .null
    }

    private func corrected(_ reference: ParameterReference, _ machine: Machine) throws(TemplateError) -> Value {
        let value: Value
        switch reference {
        case .vault: return try fromVault(reference, machine)
        case .path(let path, let conversion):
            let found = try rendered("{{context\(path)}}", machine) ?? .null
            if case .undefined(let undefined) = found { throw undefined.error }
            value = found
            if let conversion {
                // A path may lead to a reference to the vault.
                let text: Value
                if let inner = found.string, inner.hasPrefix("vault:") {
                    text = try fromVault(ParameterReference(inner), machine)
                } else {
                    text = found
                }
                return try converted(text, conversion, machine)
            }
        case .template(let template): value = try rendered(template, machine) ?? .text("")
        }
        if case .undefined(let undefined) = value { throw undefined.error }
        guard let text = value.string, text.hasPrefix("vault:") else { return value }
        return try fromVault(ParameterReference(text), machine)
    }

    private func fromVault(_ reference: ParameterReference, _ machine: Machine) throws(TemplateError) -> Value {
        guard case .vault(let id, let conversion) = reference else { return .null }
        let text = Value.text(try SoclessFunctions.value(of: .vault(id), machine))
        guard let conversion else { return text }
        return try converted(text, conversion, machine)
    }

    private func converted(
        _ value: Value, _ conversion: String, _ machine: Machine
    ) throws(TemplateError) -> Value {
        guard conversion == "json" else {
            throw TemplateError(.unsupported, "the conversion !\(conversion): there is only !json")
        }
        // What is no text has been read already.
        return value.string == nil ? value : try SoclessFunctions.parsed(value, machine)
    }

    private func rendered(_ template: String, _ machine: Machine) throws(TemplateError) -> Value? {
        let statements = try Parser.parse(template, .native, limits: limits)
        let output = try Interpreter.run(
            statements, variables: [("context", JSONText.value(context))], machine)
        return try NativeText.concatenated(output, machine)
    }
}
