import JSON
import QueryLanguages

// The fields with paths, templates and expressions.
extension DefinitionReader {
    /// A field that holds a path.
    mutating func path(_ object: DefinitionObject, _ key: String) -> JSONPath? {
        guard let text = string(object, key) else { return nil }
        do {
            return try JSONPath(parsing: text)
        } catch {
            report("Value must be a valid JSONPath.", at: object.pointer(key))
            diagnostics[diagnostics.count - 1].detail = "\(error)"
            return nil
        }
    }

    /// A field that holds a path to one value.
    mutating func referencePath(_ object: DefinitionObject, _ key: String) -> JSONPath? {
        guard let path = path(object, key) else { return nil }
        guard path.isDefinite else {
            report("Value is not a Reference Path", at: object.pointer(key))
            diagnostics[diagnostics.count - 1].detail = "it may name many values"
            return nil
        }
        return path
    }

    /// `InputPath` or `OutputPath`.
    mutating func pathField(_ object: DefinitionObject, _ key: String) -> PathField {
        guard let json = object[key] else { return .whole }
        if json.isNull { return .nothing }
        if json == "$" { return .whole }
        return path(object, key).map(PathField.path) ?? .whole
    }

    mutating func resultPath(_ object: DefinitionObject) -> ResultPathField {
        guard let json = object["ResultPath"] else { return .replace }
        if json.isNull { return .discard }
        guard let path = referencePath(object, "ResultPath") else { return .replace }
        guard path.root == .input, let reference = path.reference else {
            report("Value is not a Reference Path", at: object.pointer("ResultPath"))
            diagnostics[diagnostics.count - 1].detail = "a result goes into the state's input"
            return .replace
        }
        return reference.isRoot ? .replace : .insert(reference, text: path.text)
    }

    /// A field whose value is a path or a call of an intrinsic function.
    mutating func expression(_ object: DefinitionObject, _ key: String) -> PathExpression? {
        guard let text = string(object, key) else { return nil }
        guard let expression = PathExpression(text) else {
            report(
                "The value for the field '\(key)' must be a valid JSONPath or a valid intrinsic function call",
                at: object.pointer(key), in: object.pointer)
            return nil
        }
        return expression
    }

    /// A payload template.
    mutating func payload(_ object: DefinitionObject, _ key: String) -> PayloadTemplate? {
        guard let json = object[key] else { return nil }
        warnOfMissingDollars(in: json, at: object.pointer(key))
        do {
            return try PayloadTemplate(json, at: object.pointer(key))
        } catch  where error.isDuplicate {
            report("The field '\(error.field)' is there twice, with and without '.$'", at: error.pointer)
        } catch {
            report(
                "The value for the field '\(error.field)' must be a valid JSONPath or a valid intrinsic function call",
                at: error.pointer.appending(error.field), in: error.pointer)
        }
        return nil
    }

    /// A field of the JSONata query language.
    mutating func jsonata(_ object: DefinitionObject, _ key: String) -> JSONataTemplate? {
        guard let json = object[key] else { return nil }
        var findings: [JSONataTemplate.Finding] = []
        let template = JSONataTemplate(json, name: key, at: object.pointer(key), &findings)
        let before = diagnostics.count
        for finding in findings { report(finding) }
        return diagnostics[before...].contains { $0.severity == .error } ? nil : template
    }

    /// A template in the language of the state, whose field may have another name in each of them.
    mutating func template(
        _ object: DefinitionObject, path: String, jsonata: String, _ language: QueryLanguage
    ) -> Template? {
        switch language {
        case .jsonPath: payload(object, path).map(Template.path)
        case .jsonata: self.jsonata(object, jsonata).map(Template.jsonata)
        }
    }

    /// `Assign`: variables with their values.
    mutating func assign(_ object: DefinitionObject, _ language: QueryLanguage) -> Template? {
        guard let variables = self.object(object["Assign"], at: object.pointer("Assign")) else { return nil }
        for key in variables.members.keys {
            let name = language == .jsonPath && key.hasSuffix(".$") ? String(key.dropLast(2)) : key
            if name == "states" {
                report(
                    "Cannot assign to reserved variable '$states'.", at: variables.pointer(key),
                    code: .reservedVariableName)
            } else if let fault = Variables.fault(inName: name) {
                report(
                    "Invalid variable name '\(name)': \(fault)", at: variables.pointer(key), code: .invalidVariableName)
            }
        }
        return template(object, path: "Assign", jsonata: "Assign", language)
    }
}

// MARK: - Numbers

extension DefinitionReader {
    /// A field that holds a literal or an expression for it; its variant with a path has `Path` behind its name.
    ///
    /// - Parameter isLiteral: reports what is wrong with a literal, and says whether it can be used.
    mutating func value(
        _ object: DefinitionObject, _ key: String, _ language: QueryLanguage,
        isLiteral: (inout DefinitionReader, JSON, JSONPointer) -> Bool
    ) -> ValueField? {
        allowOne(of: [key, key + "Path"], in: object)
        if language == .jsonata {
            guard let template = jsonata(object, key) else { return nil }
            if case .constant(let literal) = template, !isLiteral(&self, literal, object.pointer(key)) { return nil }
            return .jsonata(template)
        }
        if object[key + "Path"] != nil {
            return referencePath(object, key + "Path").map { .path($0, name: key + "Path") }
        }
        guard let literal = object[key], isLiteral(&self, literal, object.pointer(key)) else { return nil }
        return .literal(literal)
    }

    /// A field that holds a whole number of the range, or an expression for one.
    mutating func integerField(
        _ object: DefinitionObject, _ key: String, _ language: QueryLanguage, in range: ClosedRange<Int64>
    ) -> ValueField? {
        value(object, key, language) { reader, literal, pointer in
            reader.integer(literal, at: pointer, in: range) != nil
        }
    }
}
