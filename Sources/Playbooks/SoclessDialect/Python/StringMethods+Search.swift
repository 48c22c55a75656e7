/// Where a part is, and how often.
extension StringMethods {
    static func search(_ name: String, _ text: Text) -> FunctionObject.Body? {
        switch name {
        case "startswith", "endswith":
            return { arguments, machine throws(TemplateError) in
                guard let wanted = arguments.positional.first else {
                    throw TemplateError(.type, "\(name) expected at least 1 argument, got 0")
                }
                let scalars = try window(text, arguments)
                let choices: [Value]
                if case .tuple(let values) = wanted { choices = values } else { choices = [wanted] }
                for choice in choices {
                    if case .undefined(let undefined) = choice { throw undefined.error }
                    guard let part = choice.string.map({ Array($0.unicodeScalars) }) else {
                        throw TemplateError(
                            .type, "\(name) first arg must be str or a tuple of str, not \(choice.typeName)")
                    }
                    if name == "startswith"
                        ? scalars.starts(with: part)
                        : scalars.suffix(part.count).elementsEqual(part)
                            && scalars.count >= part.count
                    {
                        return .bool(true)
                    }
                }
                return .bool(false)
            }
        case "find", "rfind", "index", "rindex":
            return { arguments, machine throws(TemplateError) in
                let part = try searched(arguments, name)
                let all = Array(text.string.unicodeScalars)
                try machine.step(all.count / 8)
                let (start, end) = try bounds(arguments, all.count)
                guard start <= end else { return try missing(name) }
                let window = Array(all[start..<end])
                let place =
                    name.hasPrefix("r")
                    ? StringSearch.findLast(window, part, before: window.count)
                    : StringSearch.find(window, part, from: 0)
                guard let place else { return try missing(name) }
                return .integer(place + start)
            }
        case "count":
            return { arguments, machine throws(TemplateError) in
                let part = try searched(arguments, name)
                let scalars = Array(try window(text, arguments))
                try machine.step(scalars.count / 8)
                guard !part.isEmpty else { return .integer(scalars.count + 1) }
                var found = 0
                var index = 0
                while let place = StringSearch.find(scalars, part, from: index) {
                    found += 1
                    index = place + part.count
                }
                return .integer(found)
            }
        default: return nil
        }
    }

    private static func searched(_ arguments: Arguments, _ name: String) throws(TemplateError) -> [Unicode.Scalar] {
        guard let value = arguments.positional.first else {
            throw TemplateError(.type, "\(name)() takes at least 1 argument (0 given)")
        }
        if let text = value.string { return Array(text.unicodeScalars) }
        throw TemplateError(.type, "must be str, not \(value.typeName)")
    }

    private static func missing(_ name: String) throws(TemplateError) -> Value {
        guard name.hasSuffix("find") else { throw TemplateError(.value, "substring not found") }
        return .integer(-1)
    }

    private static func bounds(_ arguments: Arguments, _ count: Int) throws(TemplateError) -> (Int, Int) {
        func clamped(_ value: Int) -> Int { min(max(value < 0 ? value + count : value, 0), count) }
        return (clamped(try integer(arguments, 1, 0)), clamped(try integer(arguments, 2, count)))
    }

    private static func window(_ text: Text, _ arguments: Arguments) throws(TemplateError) -> [Unicode.Scalar] {
        let scalars = Array(text.string.unicodeScalars)
        let (start, end) = try bounds(arguments, scalars.count)
        return start <= end ? Array(scalars[start..<end]) : []
    }
}
