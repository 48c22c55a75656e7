/// `json.loads` of Python, with its sentences about what is no JSON.
struct JSONLoading {
    private let source: [Unicode.Scalar]
    private let machine: Machine
    private var depth = 0

    /// What `JSONDecodeError` says, with line, column and character.
    struct Failure: Error {
        let message: String
        let place: Int
    }

    /// The value of a text.
    ///
    /// - Throws: A sentence as `JSONDecodeError` prints it, as the message of a ``TemplateError`` of kind `value`.
    static func value(_ text: String, _ machine: Machine) throws(TemplateError) -> Value {
        var loading = JSONLoading(source: Array(text.unicodeScalars), machine: machine)
        try machine.spend(text.utf8.count)
        do {
            if loading.source.first == "\u{FEFF}" {
                throw Failure(message: "Unexpected UTF-8 BOM (decode using utf-8-sig)", place: 0)
            }
            var index = loading.skip(0)
            let value = try loading.value(&index)
            index = loading.skip(index)
            guard index == loading.source.count else { throw Failure(message: "Extra data", place: index) }
            return value
        } catch let failure as Failure {
            throw TemplateError(.value, loading.sentence(failure))
        } catch let error as TemplateError {
            throw error
        } catch {
            throw TemplateError(.value, "\(error)")
        }
    }

    private init(source: [Unicode.Scalar], machine: Machine) {
        self.source = source
        self.machine = machine
    }

    private func sentence(_ failure: Failure) -> String {
        let before = source[..<min(failure.place, source.count)]
        let line = before.count { $0 == "\n" } + 1
        let column = failure.place - (before.lastIndex(of: "\n") ?? -1)
        return "\(failure.message): line \(line) column \(column) (char \(failure.place))"
    }

    private func skip(_ start: Int) -> Int {
        var index = start
        while index < source.count, " \t\n\r".unicodeScalars.contains(source[index]) { index += 1 }
        return index
    }

    private mutating func value(_ index: inout Int) throws -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= machine.limits.depth else {
            throw TemplateError(.recursion, "maximum recursion depth exceeded while decoding a JSON document")
        }
        try machine.step()
        guard index < source.count else { throw Failure(message: "Expecting value", place: index) }
        switch source[index] {
        case "\"":
            index += 1
            return .text(try string(&index))
        case "{": return try object(&index)
        case "[": return try array(&index)
        default: break
        }
        for (word, value) in Self.words where matches(word, at: index) {
            index += word.count
            return value
        }
        guard let value = try number(&index) else { throw Failure(message: "Expecting value", place: index) }
        return value
    }

    private static var words: [(String, Value)] {
        [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("NaN", .float(.nan)),
            ("Infinity", .float(.infinity)), ("-Infinity", .float(-.infinity)),
        ]
    }

    private func matches(_ word: String, at index: Int) -> Bool {
        source[index...].starts(with: word.unicodeScalars)
    }

    private func number(_ index: inout Int) throws -> Value? {
        var end = index
        func digits() -> Bool {
            let start = end
            while end < source.count, ("0"..."9").contains(source[end]) { end += 1 }
            return end > start
        }
        if end < source.count, source[end] == "-" { end += 1 }
        guard end < source.count, ("0"..."9").contains(source[end]) else { return nil }
        if source[end] == "0" { end += 1 } else { _ = digits() }
        var isFloat = false
        let whole = end
        if end < source.count, source[end] == "." {
            end += 1
            if digits() { isFloat = true } else { end = whole }
        }
        let mantissa = end
        if end < source.count, source[end] == "e" || source[end] == "E" {
            end += 1
            if end < source.count, source[end] == "+" || source[end] == "-" { end += 1 }
            if digits() { isFloat = true } else { end = mantissa }
        }
        let text = StringSplit.string(source[index..<end])
        index = end
        if isFloat { return .float(Double(text) ?? .infinity) }
        guard let integer = Integer(decimal: text) else {
            throw TemplateError(
                .value,
                "Exceeds the limit (4300 digits) for integer string conversion: value has \(text.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit"
            )
        }
        return .int(integer)
    }

    private mutating func array(_ index: inout Int) throws -> Value {
        index = skip(index + 1)
        var values: [Value] = []
        if index < source.count, source[index] == "]" {
            index += 1
            return .items([])
        }
        while true {
            values.append(try value(&index))
            index = skip(index)
            guard index < source.count, source[index] == "," || source[index] == "]" else {
                throw Failure(message: "Expecting ',' delimiter", place: index)
            }
            index += 1
            if source[index - 1] == "]" { return .items(values) }
            index = skip(index)
        }
    }

    private mutating func object(_ index: inout Int) throws -> Value {
        let dict = Dict()
        index = skip(index + 1)
        if index < source.count, source[index] == "}" {
            index += 1
            return .dict(dict)
        }
        while true {
            guard index < source.count, source[index] == "\"" else {
                throw Failure(message: "Expecting property name enclosed in double quotes", place: index)
            }
            index += 1
            let key = try string(&index)
            index = skip(index)
            guard index < source.count, source[index] == ":" else {
                throw Failure(message: "Expecting ':' delimiter", place: index)
            }
            index = skip(index + 1)
            dict[key] = try value(&index)
            index = skip(index)
            guard index < source.count, source[index] == "," || source[index] == "}" else {
                throw Failure(message: "Expecting ',' delimiter", place: index)
            }
            index += 1
            if source[index - 1] == "}" { return .dict(dict) }
            index = skip(index)
        }
    }

    private func string(_ index: inout Int) throws -> String {
        let begin = index - 1
        var result = String.UnicodeScalarView()
        while index < source.count {
            let scalar = source[index]
            index += 1
            switch scalar {
            case "\"": return String(result)
            case "\\": try escape(&index, begin, &result)
            case _ where scalar.value < 0x20:
                throw Failure(message: "Invalid control character at", place: index - 1)
            default: result.append(scalar)
            }
        }
        throw Failure(message: "Unterminated string starting at", place: begin)
    }

    private func escape(_ index: inout Int, _ begin: Int, _ result: inout String.UnicodeScalarView) throws {
        guard index < source.count else { throw Failure(message: "Unterminated string starting at", place: begin) }
        let mark = source[index]
        index += 1
        switch mark {
        case "\"", "\\", "/": result.append(mark)
        case "b": result.append("\u{08}")
        case "f": result.append("\u{0C}")
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "t": result.append("\t")
        case "u":
            var unit = try hex(&index)
            if (0xD800..<0xDC00).contains(unit), index + 1 < source.count, source[index] == "\\",
                source[index + 1] == "u"
            {
                var next = index + 2
                let low = try hex(&next)
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                    index = next
                }
            }
            // Half of a pair cannot be held: it becomes the replacement character.
            result.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
        default: throw Failure(message: "Invalid \\escape", place: index - 2)
        }
    }

    private func hex(_ index: inout Int) throws -> UInt32 {
        guard index + 4 <= source.count else { throw Failure(message: "Invalid \\uXXXX escape", place: index - 1) }
        var value: UInt32 = 0
        for scalar in source[index..<(index + 4)] {
            guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
                throw Failure(message: "Invalid \\uXXXX escape", place: index - 1)
            }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
