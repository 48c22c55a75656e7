import OrderedCollections

/// `repr()` and `str()` of Python.
enum Representation {
    /// `str(value)`.
    static func text(_ value: Value, _ machine: Machine) throws(TemplateError) -> String {
        switch value {
        case .string(let text): return text.string
        case .undefined(let undefined):
            guard undefined.isSilent else { throw undefined.error }
            return ""
        default: return try repr(value, machine)
        }
    }

    /// `repr(value)`.
    static func repr(_ value: Value, _ machine: Machine) throws(TemplateError) -> String {
        var writer = Writer(machine: machine)
        try writer.write(value)
        return writer.output
    }

    /// `repr` of a string: in single quotes, unless it holds such and no double ones.
    static func quoted(_ string: String) -> String {
        let quote: Unicode.Scalar =
            string.unicodeScalars.contains("'") && !string.unicodeScalars.contains("\"") ? "\"" : "'"
        var result = String.UnicodeScalarView()
        result.append(quote)
        for scalar in string.unicodeScalars {
            switch scalar {
            case quote, "\\":
                result.append("\\")
                result.append(scalar)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case _ where PythonCharacter.isPrintable(scalar): result.append(scalar)
            default: result.append(contentsOf: escaped(scalar).unicodeScalars)
            }
        }
        result.append(quote)
        return String(result)
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + mark + String(repeating: "0", count: width - hex.count) + hex
    }

    /// Writes values inside each other, and `[...]` where one holds itself.
    private struct Writer {
        let machine: Machine
        var output = ""
        private var open: Set<ObjectIdentifier> = []
        private var level = 0

        init(machine: Machine) { self.machine = machine }

        mutating func write(_ value: Value) throws(TemplateError) {
            try machine.step()
            let start = output.utf8.count
            switch value {
            case .null: output += "None"
            case .bool(let value): output += value ? "True" : "False"
            case .int(let value): output += try value.checkedText()
            case .float(let value): output += FloatText.repr(value)
            case .string(let text): output += text.isSafe ? "Markup(\(quoted(text.string)))" : quoted(text.string)
            case .undefined: output += "Undefined"
            case .object(let object): output += try object.representation(machine)
            case .tuple(let values): return try write(values, "(", values.count == 1 ? ",)" : ")", nil)
            case .list(let list): return try write(list.values, "[", "]", ObjectIdentifier(list))
            case .dict(let dict): return try write(dict)
            }
            try machine.spend(output.utf8.count - start)
        }

        private mutating func write(
            _ values: [Value], _ start: String, _ end: String, _ identity: ObjectIdentifier?
        ) throws(TemplateError) {
            if let identity, !open.insert(identity).inserted {
                output += "[...]"
                return
            }
            output += start
            try machine.spend(values.count * 2 + 2)
            for (index, value) in values.enumerated() {
                if index > 0 { output += ", " }
                try inner(value)
            }
            output += end
            if let identity { open.remove(identity) }
        }

        private mutating func write(_ dict: Dict) throws(TemplateError) {
            guard open.insert(ObjectIdentifier(dict)).inserted else {
                output += "{...}"
                return
            }
            output += "{"
            try machine.spend(dict.count * 4 + 2)
            for (index, entry) in dict.entries.values.enumerated() {
                if index > 0 { output += ", " }
                try inner(entry.key)
                output += ": "
                try inner(entry.value)
            }
            output += "}"
            open.remove(ObjectIdentifier(dict))
        }

        private mutating func inner(_ value: Value) throws(TemplateError) {
            level += 1
            guard level <= machine.limits.depth else {
                throw TemplateError(.recursion, "maximum recursion depth exceeded while getting the repr of an object")
            }
            try write(value)
            level -= 1
        }
    }
}
