/// Methods of dictionaries.
enum DictMethods {
    static func method(_ name: String, _ dict: Dict) -> Value? {
        guard let body = body(name, dict) else { return nil }
        return FunctionObject.method(name, of: .dict(dict), body)
    }

    private static func body(_ name: String, _ dict: Dict) -> FunctionObject.Body? {
        switch name {
        case "keys": return { _, _ in .object(ViewObject(dict, .keys)) }
        case "values": return { _, _ in .object(ViewObject(dict, .values)) }
        case "items": return { _, _ in .object(ViewObject(dict, .items)) }
        case "copy": return { _, _ in .dict(dict.copy()) }
        case "clear":
            return { _, _ in
                dict.clear()
                return .null
            }
        case "get":
            return { arguments, machine throws(TemplateError) in
                guard let key = arguments.positional.first else {
                    throw TemplateError(.type, "get expected at least 1 argument, got 0")
                }
                return try dict.value(key, machine) ?? arguments.positional.dropFirst().first ?? .null
            }
        case "setdefault":
            return { arguments, machine throws(TemplateError) in
                guard let key = arguments.positional.first else {
                    throw TemplateError(.type, "setdefault expected at least 1 argument, got 0")
                }
                if let value = try dict.value(key, machine) { return value }
                let value = arguments.positional.dropFirst().first ?? .null
                try machine.spend(1)
                machine.track(dict)
                try dict.set(key, value, machine)
                return value
            }
        case "pop":
            return { arguments, machine throws(TemplateError) in
                guard let key = arguments.positional.first else {
                    throw TemplateError(.type, "pop expected at least 1 argument, got 0")
                }
                if let value = try dict.remove(key, machine) { return value }
                guard arguments.positional.count > 1 else {
                    throw TemplateError(.key, try Representation.repr(key, machine))
                }
                return arguments.positional[1]
            }
        case "popitem":
            return { _, _ throws(TemplateError) in
                guard let entry = dict.removeLast() else {
                    throw TemplateError(.key, "'popitem(): dictionary is empty'")
                }
                return .tuple([entry.key, entry.value])
            }
        case "update":
            return { arguments, machine throws(TemplateError) in
                machine.track(dict)
                try update(dict, arguments, machine)
                return .null
            }
        default: return nil
        }
    }

    /// What `dict(…)` and `dict.update(…)` take: a mapping or pairs, then keywords.
    static func update(_ dict: Dict, _ arguments: Arguments, _ machine: Machine) throws(TemplateError) {
        guard arguments.positional.count <= 1 else {
            throw TemplateError(
                .type, "dict expected at most 1 argument, got \(arguments.positional.count)")
        }
        if case .dict(let other)? = arguments.positional.first {
            try machine.spend(other.count)
            for item in other.items {
                guard case .tuple(let pair) = item else { continue }
                try dict.set(pair[0], pair[1], machine)
            }
        } else if let pairs = arguments.positional.first {
            for (index, item) in try pairs.elements(machine).enumerated() {
                guard let pair = try item.iterator(machine) == nil ? nil : item.elements(machine) else {
                    throw TemplateError(
                        .type, "cannot convert dictionary update sequence element #\(index) to a sequence")
                }
                guard pair.count == 2 else {
                    throw TemplateError(
                        .value,
                        "dictionary update sequence element #\(index) has length \(pair.count); 2 is required")
                }
                try dict.set(pair[0], pair[1], machine)
            }
        }
        for (name, value) in arguments.keywords { dict[name] = value }
    }
}
