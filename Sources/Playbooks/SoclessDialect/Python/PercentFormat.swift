/// `format % values` of Python.
struct PercentFormat {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var output = ""
    private let arguments: Value
    private let machine: Machine
    private let isSafe: Bool
    /// Which of a tuple's values comes next.
    private var next = 0

    static func format(_ format: Text, _ arguments: Value, _ machine: Machine) throws(TemplateError) -> String {
        var formatter = PercentFormat(format, arguments, machine)
        return try formatter.run()
    }

    private init(_ format: Text, _ arguments: Value, _ machine: Machine) {
        scalars = Array(format.string.unicodeScalars)
        isSafe = format.isSafe
        self.arguments = arguments
        self.machine = machine
    }

    private mutating func run() throws(TemplateError) -> String {
        var usedMapping = false
        while index < scalars.count {
            guard scalars[index] == "%" else {
                output.unicodeScalars.append(scalars[index])
                index += 1
                continue
            }
            index += 1
            let specification = try specification(&usedMapping)
            guard let specification else {
                output += "%"
                continue
            }
            try machine.spend(specification.spec.width + specification.text.utf8.count)
            output += specification.text
        }
        try checkAllUsed(usedMapping)
        return output
    }

    private func checkAllUsed(_ usedMapping: Bool) throws(TemplateError) {
        let isLeft: Bool
        switch arguments {
        case .tuple(let values): isLeft = next < values.count
        case .dict: isLeft = false
        case .list: isLeft = false
        default: isLeft = next == 0 && !usedMapping
        }
        if isLeft { throw TemplateError(.type, "not all arguments converted during string formatting") }
    }

    private mutating func specification(
        _ usedMapping: inout Bool
    ) throws(TemplateError) -> (text: String, spec: FormatSpec)? {
        var mapped: Value?
        if current == "(" {
            let key = try mappingKey()
            guard case .dict(let dict) = arguments else { throw TemplateError(.type, "format requires a mapping") }
            usedMapping = true
            guard let value = dict[key] else { throw TemplateError(.key, Representation.quoted(key)) }
            mapped = value
        }
        var spec = FormatSpec()
        while let flag = current, "-+ #0".unicodeScalars.contains(flag) {
            switch flag {
            case "-": spec.alignment = "<"
            case "+": spec.sign = "+"
            case " ": if spec.sign != "+" { spec.sign = " " }
            case "#": spec.isAlternate = true
            default: spec.isZeroPadded = true
            }
            index += 1
        }
        spec.width = try width()
        if spec.width < 0 {
            spec.alignment = "<"
            spec.width = -spec.width
        }
        if current == "." {
            index += 1
            spec.precision = max(0, try width())
        }
        while let modifier = current, "hlL".unicodeScalars.contains(modifier) { index += 1 }
        guard let type = current else { throw TemplateError(.value, "incomplete format") }
        index += 1
        if type == "%" { return nil }
        guard "diouxXeEfFgGcrsa".unicodeScalars.contains(type) else {
            throw TemplateError(
                .value,
                "unsupported format character '\(type)' (0x\(String(type.value, radix: 16))) at index \(index - 1)")
        }
        let value: Value
        if let mapped { value = mapped } else { value = try argument() }
        return (try text(value, type, spec), spec)
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func mappingKey() throws(TemplateError) -> String {
        var depth = 0
        var key = String.UnicodeScalarView()
        while let scalar = current {
            index += 1
            if scalar == "(" { depth += 1 }
            if scalar == ")" {
                depth -= 1
                if depth == 0 { return String(String(key).dropFirst()) }
            }
            key.append(scalar)
        }
        throw TemplateError(.value, "incomplete format key")
    }

    private mutating func width() throws(TemplateError) -> Int {
        if current == "*" {
            index += 1
            let value = try argument()
            guard case .int(let integer) = value, let int = integer.int else {
                throw TemplateError(.type, "* wants int")
            }
            return int
        }
        var result = 0
        while let digit = current, ("0"..."9").contains(digit) {
            result = result * 10 + Int(digit.value - 0x30)
            guard result <= machine.limits.size else {
                throw TemplateError(.limit, "a width is larger than \(machine.limits.size)")
            }
            index += 1
        }
        return result
    }

    private mutating func argument() throws(TemplateError) -> Value {
        if case .tuple(let values) = arguments {
            guard next < values.count else { throw TemplateError(.type, "not enough arguments for format string") }
            defer { next += 1 }
            return values[next]
        }
        guard next == 0 else { throw TemplateError(.type, "not enough arguments for format string") }
        next = 1
        return arguments
    }

    private func text(_ value: Value, _ type: Unicode.Scalar, _ spec: FormatSpec) throws(TemplateError) -> String {
        var spec = spec
        switch type {
        case "s", "r", "a":
            spec.isZeroPadded = false
            var text = type == "s" ? try Representation.text(value, machine) : try Representation.repr(value, machine)
            if isSafe, !((value.isSafeText && type == "s")) { text = HTML.escaped(text) }
            if type == "a" { text = text.asciiEscaped }
            return spec.padded(spec.precision.map { text.prefixOfScalars($0) } ?? text, defaultAlignment: ">")
        case "c":
            if let string = value.string, string.unicodeScalars.count == 1 {
                return spec.padded(string, defaultAlignment: ">")
            }
            guard let code = value.integer?.int, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                throw value.integer == nil
                    ? TemplateError(.type, "%c requires int or char")
                    : TemplateError(.overflow, "%c arg not in range(0x110000)")
            }
            return spec.padded(String(scalar), defaultAlignment: ">")
        case "d", "i", "u", "o", "x", "X":
            return spec.number(try integer(value, type), type == "i" || type == "u" ? "d" : type, isPercent: true)
        default:
            guard let number = value.number else {
                if case .undefined(let undefined) = value { throw undefined.error }
                throw TemplateError(.type, "must be real number, not \(value.typeName)")
            }
            return spec.number(number, type)
        }
    }

    private func integer(_ value: Value, _ type: Unicode.Scalar) throws(TemplateError) -> Integer {
        if let integer = value.integer { return integer }
        if case .undefined(let undefined) = value { throw undefined.error }
        if "diu".unicodeScalars.contains(type), case .float(let float) = value {
            guard float.isFinite else {
                throw float.isNaN
                    ? TemplateError(.value, "cannot convert float NaN to integer")
                    : TemplateError(.overflow, "cannot convert float infinity to integer")
            }
            return Integer(truncating: float)
        }
        throw TemplateError(
            .type,
            "%\(type) format: \("diu".unicodeScalars.contains(type) ? "a real number" : "an integer") is required, not \(value.typeName)"
        )
    }
}

extension Value {
    var isSafeText: Bool {
        guard case .string(let text) = self else { return false }
        return text.isSafe
    }
}

extension String {
    func prefixOfScalars(_ count: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(count))) }

    /// Everything beyond ASCII as an escape of Python.
    var asciiEscaped: String {
        var result = ""
        for scalar in unicodeScalars {
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
                continue
            }
            let hex = String(scalar.value, radix: 16)
            let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
            result += "\\" + mark + String(repeating: "0", count: width - hex.count) + hex
        }
        return result
    }
}
