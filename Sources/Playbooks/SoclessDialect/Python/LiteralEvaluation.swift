/// `ast.literal_eval(ast.parse(text, mode="eval"))`: what a text means as a literal of Python.
struct LiteralEvaluation {
    let source: [Unicode.Scalar]
    var index = 0
    /// Inside brackets lines may end anywhere.
    private var brackets = 0
    private var depth = 0
    let machine: Machine
    /// A key that cannot be hashed. Python reads all of the text before it makes anything, and raises only then.
    private var failure: TemplateError?

    /// Python's parser gives up at about this many levels, and the text stays as it is.
    private static let maximumDepth = 60

    /// The text is no literal: it stays text.
    struct NoLiteral: Error {}

    /// The value of a literal; `nil` when the text is none.
    ///
    /// - Throws: What Python raises and nobody catches: an unhashable key.
    static func value(of text: String, _ machine: Machine) throws(TemplateError) -> Value? {
        try machine.step(text.utf8.count / 8)
        // Most texts begin with what no literal begins with.
        guard let first = text.unicodeScalars.first(where: { $0 != "\n" }), mayBegin(first) else { return nil }
        var evaluation = LiteralEvaluation(source: Array(text.unicodeScalars), machine: machine)
        do {
            return try evaluation.whole()
        } catch let error as TemplateError {
            throw error
        } catch {
            return nil
        }
    }

    private static func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "'", "\"", "(", "[", "{", "-", "+", ".", "#", "\\", "\u{0C}", "\r": true
        case "T", "F", "N", "r", "R", "b", "B", "u", "U", "s", " ", "\t": true
        default: false
        }
    }

    private init(source: [Unicode.Scalar], machine: Machine) {
        self.source = source
        self.machine = machine
    }

    var current: Unicode.Scalar? { index < source.count ? source[index] : nil }

    func peek(_ offset: Int) -> Unicode.Scalar? {
        index + offset < source.count ? source[index + offset] : nil
    }

    private mutating func whole() throws -> Value {
        if source.contains("\0") { throw NoLiteral() }
        skipBlankLines()
        // A line that is indented is an error of syntax.
        if let scalar = current, scalar == " " || scalar == "\t" { throw NoLiteral() }
        let value = try tupleOrValue(closing: nil)
        skipBlankLines()
        skipSpace()
        guard index == source.count else { throw NoLiteral() }
        if let failure { throw failure }
        return value
    }

    /// Lines that are empty or comments, whole.
    private mutating func skipBlankLines() {
        while index < source.count {
            var place = index
            while place < source.count, source[place] == " " || source[place] == "\t" || source[place] == "\u{0C}" {
                place += 1
            }
            if place < source.count, source[place] == "#" {
                while place < source.count, source[place] != "\n", source[place] != "\r" { place += 1 }
            }
            if place == source.count {
                index = place
                return
            }
            guard source[place] == "\n" || source[place] == "\r" else { return }
            index = place + 1
        }
    }

    mutating func skipSpace() {
        while let scalar = current {
            if scalar == " " || scalar == "\t" || scalar == "\u{0C}" {
                index += 1
            } else if brackets > 0, scalar == "\n" || scalar == "\r" {
                index += 1
            } else if brackets > 0, scalar == "#" {
                while let scalar = current, scalar != "\n" { index += 1 }
            } else if scalar == "\\", peek(1) == "\n" {
                index += 2
            } else {
                return
            }
        }
    }

    /// One value, or several with commas: a tuple, also without parentheses.
    private mutating func tupleOrValue(closing: Unicode.Scalar?) throws -> Value {
        let first = try value()
        skipSpace()
        guard current == "," else { return first }
        var values = [first]
        while current == "," {
            index += 1
            skipSpace()
            guard let scalar = current, scalar != closing, scalar != "\n", scalar != "\r", scalar != "#" else { break }
            values.append(try value())
            skipSpace()
        }
        return .tuple(values)
    }

    private mutating func value() throws -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw NoLiteral() }
        try machine.step()
        skipSpace()
        let left = try signed()
        skipSpace()
        // `1+2j`: a real and an imaginary part.
        guard let sign = current, sign == "+" || sign == "-" else { return left }
        index += 1
        skipSpace()
        guard left.number != nil, !isBool(left), let scalar = current, scalar.isDigitOrPoint else { throw NoLiteral() }
        let right = try primary()
        guard case .object(let object) = right, object.typeName == "complex" else { throw NoLiteral() }
        let imaginary = try Representation.repr(right, machine)
        let real = try complexPart(left)
        return .object(OpaqueObject(type: "complex", text: "(\(real)\(String(sign))\(imaginary))"))
    }

    func complexPart(_ value: Value) throws -> String {
        let text = FloatText.repr(value.number ?? 0)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private func isBool(_ value: Value) -> Bool {
        if case .bool = value { return true }
        return false
    }

    private mutating func signed() throws -> Value {
        guard let sign = current, sign == "-" || sign == "+" else { return try primary() }
        index += 1
        skipSpace()
        // One sign, before a number.
        guard let scalar = current, scalar.isDigitOrPoint else { throw NoLiteral() }
        let value = try primary()
        if case .object(let object) = value {
            guard object.typeName == "complex" else { throw NoLiteral() }
            let text = try Representation.repr(value, machine)
            return sign == "-" ? .object(OpaqueObject(type: "complex", text: "(-0-\(text))")) : value
        }
        return try Arithmetic.negated(value, sign: String(sign))
    }

    private mutating func primary() throws -> Value {
        guard let scalar = current else { throw NoLiteral() }
        switch scalar {
        case "(": return try parenthesised()
        case "[":
            return .items(try sequence(closing: "]"))
        case "{": return try braces()
        case "'", "\"": return try strings()
        case "0"..."9": return try number()
        case ".":
            if let next = peek(1), ("0"..."9").contains(next) { return try number() }
            guard peek(1) == ".", peek(2) == "." else { throw NoLiteral() }
            index += 3
            return .object(OpaqueObject(type: "ellipsis", text: "Ellipsis"))
        default: return try word()
        }
    }

    private mutating func parenthesised() throws -> Value {
        open()
        skipSpace()
        if current == ")" {
            close()
            return .tuple([])
        }
        let value = try tupleOrValue(closing: ")")
        skipSpace()
        guard current == ")" else { throw NoLiteral() }
        close()
        return value
    }

    private mutating func open() {
        index += 1
        brackets += 1
    }

    private mutating func close() {
        index += 1
        brackets -= 1
    }

    private mutating func sequence(closing: Unicode.Scalar) throws -> [Value] {
        open()
        var values: [Value] = []
        while true {
            skipSpace()
            if current == closing { break }
            values.append(try value())
            skipSpace()
            if current == "," { index += 1 } else if current != closing { throw NoLiteral() }
        }
        close()
        return values
    }

    private mutating func braces() throws -> Value {
        open()
        skipSpace()
        let dict = Dict()
        if current == "}" {
            close()
            return .dict(dict)
        }
        var elements: [Value] = []
        var pairs: [(Value, Value)] = []
        while current != "}" {
            let key = try value()
            skipSpace()
            if current == ":", elements.isEmpty {
                index += 1
                pairs.append((key, try value()))
            } else {
                guard pairs.isEmpty else { throw NoLiteral() }
                elements.append(key)
            }
            skipSpace()
            if current == "," { index += 1 } else if current != "}" { throw NoLiteral() }
            skipSpace()
        }
        close()
        do throws(TemplateError) {
            if !elements.isEmpty { return .object(try SetObject(elements, machine)) }
            for (key, value) in pairs { try dict.set(key, value, machine) }
        } catch {
            failure = failure ?? error
        }
        return .dict(dict)
    }

    private mutating func word() throws -> Value {
        var end = index
        while end < source.count, PythonCharacter.isIdentifierPart(source[end]) { end += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: source[index..<end])
        let word = String(view)
        if end < source.count, source[end] == "'" || source[end] == "\"",
            ["r", "b", "u", "br", "rb"].contains(word.lowercased())
        {
            return try strings()
        }
        index = end
        switch word {
        case "True": return .bool(true)
        case "False": return .bool(false)
        case "None": return .null
        case "set":
            skipSpace()
            guard current == "(" else { throw NoLiteral() }
            open()
            skipSpace()
            guard current == ")" else { throw NoLiteral() }
            close()
            return .object(try SetObject([], machine))
        default: throw NoLiteral()
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigitOrPoint: Bool { ("0"..."9").contains(self) || self == "." }
}
