import JSON

/// `json.dumps` and `json.loads` of Python, and the way between JSON and Python's values.
enum JSONText {
    // MARK: - JSON to values

    static func value(_ json: JSON) -> Value {
        switch json {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let number): self.value(number)
        case .string(let string): .text(string)
        case .array(let elements): .items(elements.map(value))
        case .object(let object): .dict(Dict(object.map { ($0.key, value($0.value)) }))
        }
    }

    /// A number with a point or an exponent is a float; any other one an integer of any size.
    private static func value(_ number: JSONNumber) -> Value {
        let text = number.text
        if text.utf8.contains(where: { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 }) { return .float(number.double) }
        return Integer(decimal: text).map(Value.int) ?? .float(number.double)
    }

    // MARK: - Values to JSON

    /// The value as JSON; `nil` when JSON has none such (NaN, bytes, functions). Tuples become arrays, and with
    /// `convertingIterables` sets, ranges, views and generators do, too.
    static func json(
        _ value: Value, convertingIterables: Bool, _ machine: Machine
    ) throws(TemplateError) -> JSON? {
        try machine.step()
        switch value {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return JSONNumber(text: try value.checkedText()).map(JSON.number)
        case .float(let value): return value.isFinite ? JSONNumber(text: FloatText.repr(value)).map(JSON.number) : nil
        case .string(let text): return .string(text.string)
        case .tuple(let values): return try json(values, convertingIterables, machine)
        case .list(let list): return try json(list.values, convertingIterables, machine)
        case .dict(let dict): return try json(dict, convertingIterables, machine)
        case .undefined: return nil
        case .object(let group as GroupObject): return try json(group.values, convertingIterables, machine)
        case .object(let object):
            guard convertingIterables, try object.iterator(machine) != nil else { return nil }
            return try json(value.elements(machine), convertingIterables, machine)
        }
    }

    private static func json(_ values: [Value], _ converting: Bool, _ machine: Machine) throws(TemplateError) -> JSON? {
        try machine.deeper { () throws(TemplateError) in
            var result: [JSON] = []
            for value in values {
                guard let json = try json(value, convertingIterables: converting, machine) else { return nil }
                result.append(json)
            }
            return .array(result)
        }
    }

    private static func json(_ dict: Dict, _ converting: Bool, _ machine: Machine) throws(TemplateError) -> JSON? {
        try machine.deeper { () throws(TemplateError) in
            var result = JSONObject(minimumCapacity: dict.count)
            for item in dict.items {
                guard case .tuple(let pair) = item, let key = try self.key(pair[0]),
                    let json = try json(pair[1], convertingIterables: converting, machine)
                else { return nil }
                result[key] = json
            }
            return .object(result)
        }
    }

    /// A key as `json.dumps` writes it; `nil` for what it refuses.
    private static func key(_ value: Value) throws(TemplateError) -> String? {
        switch value {
        case .string(let text): text.string
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): try value.checkedText()
        case .float(let value): FloatText.repr(value)
        default: nil
        }
    }

    // MARK: - json.dumps

    /// `json.dumps(value, sort_keys=True)`, with an indentation or without.
    static func dumps(_ value: Value, indent: String?, _ machine: Machine) throws(TemplateError) -> String {
        var output = ""
        try write(value, indent, 0, &output, machine)
        return output
    }

    private static func write(
        _ value: Value, _ indent: String?, _ level: Int, _ output: inout String, _ machine: Machine
    ) throws(TemplateError) {
        try machine.step()
        guard level <= machine.limits.depth else { throw TemplateError(.value, "Circular reference detected") }
        let start = output.utf8.count
        switch value {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .int(let value): output += try value.checkedText()
        case .float(let value):
            output +=
                value.isFinite ? FloatText.repr(value) : value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
        case .string(let text): output += ASCIIJSON.quoted(text.string)
        case .tuple(let values): try write(values, indent, level, &output, machine)
        case .list(let list): try write(list.values, indent, level, &output, machine)
        case .dict(let dict): try write(dict, indent, level, &output, machine)
        case .undefined(let undefined):
            throw TemplateError(
                .type,
                "Object of type \(undefined.isSilent ? "" : "Strict")Undefined is not JSON serializable")
        case .object(let group as GroupObject): try write(group.values, indent, level, &output, machine)
        case .object(let object):
            throw TemplateError(.type, "Object of type \(object.typeName) is not JSON serializable")
        }
        try machine.spend(output.utf8.count - start)
    }

    private static func breakLine(_ indent: String?, _ level: Int, _ output: inout String) {
        guard let indent else { return }
        output += "\n" + String(repeating: indent, count: level)
    }

    private static func write(
        _ values: [Value], _ indent: String?, _ level: Int, _ output: inout String, _ machine: Machine
    ) throws(TemplateError) {
        output += "["
        for (index, value) in values.enumerated() {
            if index > 0 { output += indent == nil ? ", " : "," }
            breakLine(indent, level + 1, &output)
            try write(value, indent, level + 1, &output, machine)
        }
        if !values.isEmpty { breakLine(indent, level, &output) }
        output += "]"
    }

    private static func write(
        _ dict: Dict, _ indent: String?, _ level: Int, _ output: inout String, _ machine: Machine
    ) throws(TemplateError) {
        let pairs = try Comparison.sorted(
            dict.items.map { item in
                guard case .tuple(let pair) = item else { return (.null, item) }
                return (pair[0], item)
            }, reverse: false, machine)
        output += "{"
        for (index, item) in pairs.enumerated() {
            guard case .tuple(let pair) = item else { continue }
            guard let key = try key(pair[0]) else {
                throw TemplateError(
                    .type, "keys must be str, int, float, bool or None, not \(pair[0].typeName)")
            }
            if index > 0 { output += indent == nil ? ", " : "," }
            breakLine(indent, level + 1, &output)
            output += ASCIIJSON.quoted(key) + ": "
            try write(pair[1], indent, level + 1, &output, machine)
        }
        if !pairs.isEmpty { breakLine(indent, level, &output) }
        output += "}"
    }
}
