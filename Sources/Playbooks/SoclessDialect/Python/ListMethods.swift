/// Methods of lists and tuples.
enum ListMethods {
    static func method(_ name: String, _ values: [Value]) -> Value? {
        switch name {
        case "count", "index":
            return FunctionObject.method(name, of: .tuple(values)) { arguments, machine throws(TemplateError) in
                try search(name, "tuple", values, arguments, machine)
            }
        default: return nil
        }
    }

    static func method(_ name: String, _ list: List) -> Value? {
        guard let body = elementBody(name, list) ?? wholeBody(name, list) else { return nil }
        return FunctionObject.method(name, of: .list(list), body)
    }

    /// Puts single values in and takes them out.
    private static func elementBody(_ name: String, _ list: List) -> FunctionObject.Body? {
        switch name {
        case "append":
            return { arguments, machine throws(TemplateError) in
                try count(arguments, 1, "list.append")
                try machine.spend(1)
                machine.track(list)
                list.values.append(arguments.positional[0])
                return .null
            }
        case "extend":
            return { arguments, machine throws(TemplateError) in
                try count(arguments, 1, "list.extend")
                let values = try arguments.positional[0].elements(machine)
                try machine.spend(values.count)
                machine.track(list)
                list.values.append(contentsOf: values)
                return .null
            }
        case "insert":
            return { arguments, machine throws(TemplateError) in
                guard arguments.positional.count == 2 else {
                    throw TemplateError(.type, "insert expected 2 arguments, got \(arguments.positional.count)")
                }
                try machine.spend(1)
                machine.track(list)
                var place = try Bound.int(arguments.positional[0])
                if place < 0 { place = max(0, place + list.values.count) }
                list.values.insert(arguments.positional[1], at: min(place, list.values.count))
                return .null
            }
        case "pop":
            return { arguments, _ throws(TemplateError) in
                guard !list.values.isEmpty else { throw TemplateError(.index, "pop from empty list") }
                let place =
                    try arguments.positional.first.map { value throws(TemplateError) in try Bound.int(value) } ?? -1
                guard place < list.values.count, place >= -list.values.count else {
                    throw TemplateError(.index, "pop index out of range")
                }
                return list.values.remove(at: place < 0 ? place + list.values.count : place)
            }
        case "remove":
            return { arguments, machine throws(TemplateError) in
                try count(arguments, 1, "list.remove")
                for (index, value) in list.values.enumerated()
                where try Comparison.equal(value, arguments.positional[0], machine) {
                    list.values.remove(at: index)
                    return .null
                }
                throw TemplateError(.value, "list.remove(x): x not in list")
            }
        default: return nil
        }
    }

    /// Asks or changes the whole list.
    private static func wholeBody(_ name: String, _ list: List) -> FunctionObject.Body? {
        switch name {
        case "clear":
            return { _, _ in
                list.values = []
                return .null
            }
        case "copy": return { _, _ in .items(list.values) }
        case "reverse":
            return { _, _ in
                list.values.reverse()
                return .null
            }
        case "sort":
            return { arguments, machine throws(TemplateError) in
                var reverse = false
                for (name, value) in arguments.keywords {
                    guard name == "reverse" else { throw TemplateError(.unsupported, "list.sort(\(name)=…)") }
                    reverse = try value.truth(machine)
                }
                list.values = try Comparison.sorted(list.values.map { ($0, $0) }, reverse: reverse, machine)
                return .null
            }
        case "count", "index":
            return { arguments, machine throws(TemplateError) in
                try search(name, "list", list.values, arguments, machine)
            }
        default: return nil
        }
    }

    private static func search(
        _ name: String, _ kind: String, _ values: [Value], _ arguments: Arguments, _ machine: Machine
    ) throws(TemplateError) -> Value {
        guard let wanted = arguments.positional.first else {
            throw TemplateError(.type, "\(kind).\(name)() takes exactly one argument (0 given)")
        }
        var found = 0
        for (index, value) in values.enumerated() where try Comparison.equal(value, wanted, machine) {
            if name == "index" { return .integer(index) }
            found += 1
        }
        guard name == "count" else {
            throw TemplateError(
                .value,
                kind == "tuple"
                    ? "tuple.index(x): x not in tuple"
                    : "\(try Representation.repr(wanted, machine)) is not in list")
        }
        return .integer(found)
    }

    static func count(_ arguments: Arguments, _ count: Int, _ name: String) throws(TemplateError) {
        guard arguments.positional.count == count, arguments.keywords.isEmpty else {
            throw TemplateError(
                .type, "\(name)() takes exactly one argument (\(arguments.positional.count) given)")
        }
    }
}
