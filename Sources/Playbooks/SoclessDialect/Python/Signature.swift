/// The parameters of a function, and Python's sentences about arguments that do not fit.
struct Signature {
    let function: String
    let names: [String]
    let required: Int

    /// - Parameter required: How many of the first parameters have no default.
    init(_ function: String, _ names: [String], required: Int) {
        self.function = function
        self.names = names
        self.required = required
    }

    /// The values by parameter; `nil` where the default counts.
    func bind(_ arguments: Arguments) throws(TemplateError) -> Bound {
        guard arguments.positional.count <= names.count else {
            throw tooMany(arguments.positional.count)
        }
        var values: [Value?] =
            arguments.positional + [Value?](repeating: nil, count: names.count - arguments.positional.count)
        for (name, value) in arguments.keywords {
            guard let index = names.firstIndex(of: name) else {
                throw TemplateError(.type, "\(function)() got an unexpected keyword argument '\(name)'")
            }
            guard values[index] == nil else {
                throw TemplateError(.type, "\(function)() got multiple values for argument '\(name)'")
            }
            values[index] = value
        }
        let missing = names.indices.prefix(required).filter { values[$0] == nil }.map { "'\(names[$0])'" }
        guard missing.isEmpty else { throw tooFew(missing) }
        return Bound(values: values)
    }

    private func tooMany(_ count: Int) -> TemplateError {
        let range = required == names.count ? "\(names.count)" : "from \(required) to \(names.count)"
        let plural = names.count == 1 && required == names.count ? "" : "s"
        return TemplateError(
            .type,
            "\(function)() takes \(range) positional argument\(plural) but \(count) \(count == 1 ? "was" : "were") given"
        )
    }

    private func tooFew(_ missing: [String]) -> TemplateError {
        let listed =
            missing.count == 1
            ? missing[0]
            : missing.count == 2
                ? missing.joined(separator: " and ")
                : missing.dropLast().joined(separator: ", ") + ", and " + missing[missing.count - 1]
        return TemplateError(
            .type,
            "\(function)() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(listed)"
        )
    }
}

/// Arguments by the places of their parameters.
struct Bound {
    let values: [Value?]

    subscript(index: Int) -> Value? { values[index] }

    func value(_ index: Int) -> Value { values[index] ?? .null }

    /// A whole number, where Python takes one as an index.
    func int(_ index: Int, default fallback: Int) throws(TemplateError) -> Int {
        guard let value = values[index] else { return fallback }
        return try Self.int(value)
    }

    static func int(_ value: Value) throws(TemplateError) -> Int {
        if case .undefined(let undefined) = value { throw undefined.error }
        guard let integer = value.integer else {
            throw TemplateError(.type, "'\(value.typeName)' object cannot be interpreted as an integer")
        }
        guard let int = integer.int else {
            throw TemplateError(.overflow, "Python int too large to convert to C ssize_t")
        }
        return int
    }

    func truth(_ index: Int, default fallback: Bool, _ machine: Machine) throws(TemplateError) -> Bool {
        try values[index]?.truth(machine) ?? fallback
    }

    /// The value, `nil` for the default or `None`.
    func optional(_ index: Int) -> Value? {
        guard let value = values[index], !value.isNone else { return nil }
        return value
    }
}
