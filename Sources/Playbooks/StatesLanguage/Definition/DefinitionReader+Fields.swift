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
            report("The value for the field '\(key)' must be a valid JSONPath: \(error)", at: object.pointer(key))
            return nil
        }
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
        guard let path = path(object, "ResultPath") else { return .replace }
        guard path.root == .input, let reference = path.reference else {
            report(
                "The value for the field 'ResultPath' must be a valid Reference Path",
                at: object.pointer("ResultPath"))
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
                at: object.pointer)
            return nil
        }
        return expression
    }

    /// A payload template.
    mutating func payload(_ object: DefinitionObject, _ key: String) -> PayloadTemplate? {
        guard let json = object[key] else { return nil }
        do {
            return try PayloadTemplate(json, at: object.pointer(key))
        } catch  where error.isDuplicate {
            report("The field '\(error.field)' is there twice, with and without '.$'", at: error.pointer)
        } catch {
            report(
                "The value for the field '\(error.field)' must be a valid JSONPath or a valid intrinsic function call",
                at: error.pointer)
        }
        return nil
    }

    /// A field of the JSONata query language.
    mutating func jsonata(_ object: DefinitionObject, _ key: String) -> JSONataTemplate? {
        guard let json = object[key] else { return nil }
        do {
            return try JSONataTemplate(json, name: key, at: object.pointer(key))
        } catch {
            report("The JSONata expression is not valid: \(error.error)", at: error.pointer)
            return nil
        }
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

    /// A field that holds a literal of some type or an expression for it; `keyPath` is its variant with a path.
    mutating func value(
        _ object: DefinitionObject, _ key: String, _ language: QueryLanguage, isLiteral: (JSON) -> Bool,
        expected: String
    ) -> ValueField? {
        allowOne(of: [key, key + "Path"], in: object)
        if language == .jsonata {
            guard let template = jsonata(object, key) else { return nil }
            if case .constant(let literal) = template, !isLiteral(literal) {
                report("Expected value of type \(expected) or a JSONata expression", at: object.pointer(key))
                return nil
            }
            return .jsonata(template)
        }
        if object[key + "Path"] != nil { return path(object, key + "Path").map { .path($0, name: key + "Path") } }
        guard let literal = object[key] else { return nil }
        guard isLiteral(literal) else {
            report("Expected value of type \(expected)", at: object.pointer(key))
            return nil
        }
        return .literal(literal)
    }

    /// A field that holds a whole number of the range, or an expression for one.
    mutating func integerField(
        _ object: DefinitionObject, _ key: String, _ language: QueryLanguage, in range: ClosedRange<Int64>
    ) -> ValueField? {
        value(
            object, key, language, isLiteral: { $0.int64Value.map(range.contains) ?? false },
            expected: "Integer from \(range.lowerBound) to \(range.upperBound)")
    }
}
