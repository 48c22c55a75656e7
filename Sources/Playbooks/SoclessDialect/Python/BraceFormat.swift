/// `format.format(…)` of Python: replacement fields in braces.
struct BraceFormat {
    private let arguments: Arguments
    private let machine: Machine
    private var automatic = 0

    static func format(_ format: String, _ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> String {
        var formatter = BraceFormat(arguments: arguments, machine: machine)
        return try formatter.run(Array(format.unicodeScalars), depth: 0)
    }

    private init(arguments: Arguments, machine: Machine) {
        self.arguments = arguments
        self.machine = machine
    }

    private mutating func run(_ text: [Unicode.Scalar], depth: Int) throws(TemplateError) -> String {
        guard depth < 2 else { throw TemplateError(.value, "Max string recursion exceeded") }
        var output = ""
        var index = 0
        while index < text.count {
            let scalar = text[index]
            index += 1
            switch scalar {
            case "{" where index < text.count && text[index] == "{", "}" where index < text.count && text[index] == "}":
                output.unicodeScalars.append(scalar)
                index += 1
            case "}": throw TemplateError(.value, "Single '}' encountered in format string")
            case "{":
                let end = try closing(text, from: index)
                output += try field(Array(text[index..<end]), depth: depth)
                index = end + 1
            default: output.unicodeScalars.append(scalar)
            }
        }
        try machine.spend(output.utf8.count)
        return output
    }

    private func closing(_ text: [Unicode.Scalar], from start: Int) throws(TemplateError) -> Int {
        guard start < text.count else { throw TemplateError(.value, "Single '{' encountered in format string") }
        var depth = 1
        for index in start..<text.count {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        throw TemplateError(.value, "expected '}' before end of string")
    }

    private mutating func field(_ field: [Unicode.Scalar], depth: Int) throws(TemplateError) -> String {
        let text = String(String.UnicodeScalarView(field))
        let nameEnd = field.firstIndex { $0 == "!" || $0 == ":" } ?? field.count
        let name = String(String.UnicodeScalarView(field[..<nameEnd]))
        var value = try lookup(name)
        var rest = field[nameEnd...]
        if rest.first == "!" {
            rest.removeFirst()
            guard let conversion = rest.popFirst() else {
                throw TemplateError(.value, "end of string while looking for conversion specifier")
            }
            switch conversion {
            case "s": value = .text(try Representation.text(value, machine))
            case "r": value = .text(try Representation.repr(value, machine))
            case "a": value = .text(try Representation.repr(value, machine).asciiEscaped)
            default:
                throw TemplateError(.value, "Unknown conversion specifier '\(conversion)'")
            }
        }
        guard let colon = rest.first else { return try Formatting.format(value, "", machine) }
        guard colon == ":" else { throw TemplateError(.value, "expected ':' after conversion specifier in \(text)") }
        let spec = try run(Array(rest.dropFirst()), depth: depth + 1)
        return try Formatting.format(value, spec, machine)
    }

    private mutating func lookup(_ name: String) throws(TemplateError) -> Value {
        let head = name.prefix { $0 != "." && $0 != "[" }
        var value: Value
        if head.isEmpty || head.allSatisfy(\.isNumber) {
            let index = head.isEmpty ? automatic : Int(head) ?? Int.max
            if head.isEmpty { automatic += 1 }
            guard index < arguments.positional.count else {
                throw TemplateError(.index, "Replacement index \(index) out of range for positional args tuple")
            }
            value = arguments.positional[index]
        } else {
            guard let found = arguments.keywords.first(where: { $0.name == head }) else {
                throw TemplateError(.key, Representation.quoted(String(head)))
            }
            value = found.value
        }
        var rest = name.dropFirst(head.count)
        while let mark = rest.popFirst() {
            if mark == "." {
                let part = rest.prefix { $0 != "." && $0 != "[" }
                rest = rest.dropFirst(part.count)
                guard let attribute = try Attributes.attribute(value, String(part), machine) else {
                    throw TemplateError(.attribute, "'\(value.typeName)' object has no attribute '\(part)'")
                }
                value = attribute
            } else {
                let part = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(part.count + 1)
                value = try Subscript.item(value, Int(part).map(Value.integer) ?? .text(String(part)), machine)
            }
        }
        return value
    }
}

/// `format(value, spec)` of Python.
enum Formatting {
    static func format(_ value: Value, _ text: String, _ machine: Machine) throws(TemplateError) -> String {
        if case .undefined(let undefined) = value, !undefined.isSilent { throw undefined.error }
        guard !text.isEmpty else { return try Representation.text(value, machine) }
        guard let spec = FormatSpec(text) else { throw TemplateError(.value, "Invalid format specifier") }
        try machine.spend(spec.width)
        let unknown = TemplateError(
            .value, "Unknown format code '\(spec.type.map(String.init) ?? "")' for object of type '\(value.typeName)'")
        switch value {
        case .string(let text):
            guard spec.type == nil || spec.type == "s" else { throw unknown }
            return spec.padded(
                spec.precision.map { text.string.prefixOfScalars($0) } ?? text.string, defaultAlignment: "<")
        case .bool, .int:
            let integer = value.integer ?? Integer(0)
            switch spec.type ?? "d" {
            case "d", "n", "x", "X", "o", "b": return spec.number(integer, spec.type ?? "d")
            case "c":
                return spec.padded(
                    integer.int.flatMap { UInt32(exactly: $0) }.flatMap(Unicode.Scalar.init).map(String.init) ?? "",
                    defaultAlignment: "<")
            case "e", "E", "f", "F", "g", "G", "%": return spec.number(integer.double, spec.type ?? "f")
            default: throw unknown
            }
        case .float(let number):
            switch spec.type {
            case nil:
                guard spec.precision == nil else { return spec.number(number, "g") }
                return spec.padded(FloatText.repr(number), defaultAlignment: ">")
            case "e", "E", "f", "F", "g", "G", "%": return spec.number(number, spec.type ?? "f")
            case "n": return spec.number(number, "g")
            default: throw unknown
            }
        default:
            throw TemplateError(.type, "unsupported format string passed to \(value.typeName).__format__")
        }
    }
}
