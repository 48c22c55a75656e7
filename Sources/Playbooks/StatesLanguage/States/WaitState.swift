import JSON

/// Waits for a time or until an instant (specification, "Wait State").
struct WaitState: Sendable {
    /// What it waits for.
    enum Duration: Sendable {
        case seconds(ValueField)
        case timestamp(ValueField)
    }

    let duration: Duration
}

extension DefinitionReader {
    mutating func waitState(_ object: DefinitionObject, _ language: QueryLanguage) -> WaitState? {
        requireOne(of: ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"], in: object)
        if object["Seconds"] != nil || object["SecondsPath"] != nil {
            return integerField(object, "Seconds", language, in: 0...99_999_999).map {
                WaitState(duration: .seconds($0))
            }
        }
        if language == .jsonata || object["TimestampPath"] != nil {
            if language == .jsonata, let text = object["Timestamp"]?.stringValue,
                JSONataTemplate.source(of: text) == nil,
                Timestamp(text) == nil
            {
                report("String does not match RFC3339 timestamp", at: object.pointer("Timestamp"))
                return nil
            }
            return value(object, "Timestamp", language) { reader, literal, pointer in
                if literal.stringValue == nil { reader.expect("STRING", at: pointer) }
                return literal.stringValue != nil
            }.map { WaitState(duration: .timestamp($0)) }
        }
        guard let text = string(object, "Timestamp") else { return nil }
        guard Timestamp(text) != nil else {
            report("String does not match RFC3339 timestamp", at: object.pointer("Timestamp"))
            return nil
        }
        return WaitState(duration: .timestamp(.literal(.string(text))))
    }
}

extension WaitState {
    /// The longest that the service waits.
    private static let longest: Int64 = 24_855 * 86_400

    /// Until when a state that is entered now waits.
    func deadline(in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> Timestamp {
        let deadline =
            switch duration {
            case .seconds(let field):
                Timestamp(
                    seconds: evaluator.now.seconds &+ min(try seconds(field, input, &evaluator), 1 << 40),
                    nanoseconds: Int64(evaluator.now.nanoseconds))
            case .timestamp(let field):
                try timestamp(field, input, &evaluator)
            }
        guard deadline.seconds - evaluator.now.seconds <= Self.longest else {
            throw .runtime("Wait state delay is too long.")
        }
        return deadline
    }

    private func seconds(
        _ field: ValueField, _ input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> Int64 {
        switch field {
        case .literal(let value):
            return value.int64Value ?? 0
        case .path(let path, let name):
            guard let value = try? evaluator.value(of: path, in: input) else {
                throw .runtime("The \(name) parameter does not reference an input value: \(path)")
            }
            guard case .number(let number) = value, let seconds = number.int64 else {
                throw .runtime("The \(name) parameter cannot be parsed as a long value: \(path) == \(value.plain)")
            }
            guard seconds >= 0 else {
                throw .runtime("The \(name) parameter references a negative value: \(path) == \(value.plain)")
            }
            return seconds
        case .jsonata(let template):
            let value = try template.value(&evaluator)
            guard case .number(let number) = value, let seconds = number.int64 else {
                if case .expression(let field) = template { throw field.unexpected(value, expected: "number") }
                throw .query("The Seconds field cannot be parsed as a long value: \(value.plain)", field: "Seconds")
            }
            guard seconds >= 0 else {
                throw .query("The Seconds field must not be negative: \(seconds)", field: "Seconds")
            }
            return seconds
        }
    }

    private func timestamp(
        _ field: ValueField, _ input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> Timestamp {
        let wanted = "a valid ISO-8601 extended offset date-time format string"
        switch field {
        case .literal(let value):
            return Timestamp(value.stringValue ?? "") ?? evaluator.now
        case .path(let path, let name):
            guard let value = try? evaluator.value(of: path, in: input) else {
                throw .runtime("The \(name) parameter does not reference an input value: \(path)")
            }
            guard let text = value.stringValue, let timestamp = Timestamp(text) else {
                throw .runtime("The \(name) parameter does not reference \(wanted): \(path) == \(value.plain)")
            }
            return timestamp
        case .jsonata(let template):
            let value = try template.value(&evaluator)
            guard let text = value.stringValue else {
                if case .expression(let field) = template { throw field.unexpected(value, expected: "string") }
                throw .query("The Timestamp field is no string: \(value)", field: "Timestamp")
            }
            guard let timestamp = Timestamp(text) else {
                throw .query(
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: \(text)",
                    field: "Timestamp")
            }
            return timestamp
        }
    }
}

extension JSON {
    /// The value as messages show it: a string without quotes.
    var plain: String { stringValue ?? text() }
}
