/// Goes through the characters of a pattern.
struct PatternScanner {
    private let pattern: [Unicode.Scalar]
    var offset = 0

    init(_ pattern: [Unicode.Scalar]) { self.pattern = pattern }

    var isAtEnd: Bool { offset >= pattern.count }
    var peek: Unicode.Scalar? { peek(0) }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        offset + distance < pattern.count ? pattern[offset + distance] : nil
    }

    mutating func next() -> Unicode.Scalar? {
        defer { offset += 1 }
        return peek
    }

    /// Skips a text that begins here.
    mutating func skip(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard pattern.dropFirst(offset).starts(with: scalars) else { return false }
        offset += scalars.count
        return true
    }

    func fault(_ reason: String) -> LinearExpressionError { LinearExpressionError(offset: offset, reason: reason) }

    /// A number of digits; `nil` when there are none. What is very large stays so.
    mutating func number() -> Int? {
        var number: Int?
        while let next = peek, ("0"..."9").contains(next) {
            number = min((number ?? 0) * 10 + Int(next.value - 0x30), 1_000_000)
            offset += 1
        }
        return number
    }

    // MARK: Escapes

    /// What stands after a backslash, inside of brackets and outside.
    /// - Parameter start: where the backslash is.
    mutating func escapedSet(from start: Int) throws(LinearExpressionError) -> ScalarSet {
        switch peek {
        case "d": return skipping(.digit)
        case "D": return skipping(ScalarSet.digit.negated)
        case "s": return skipping(.space)
        case "S": return skipping(ScalarSet.space.negated)
        case "w": return skipping(.word)
        case "W": return skipping(ScalarSet.word.negated)
        case "p", "P": return try category(from: start)
        default: return ScalarSet(try escaped(from: start))
        }
    }

    private mutating func skipping(_ set: ScalarSet) -> ScalarSet {
        offset += 1
        return set
    }

    private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{7}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}",
    ]

    private mutating func escaped(from start: Int) throws(LinearExpressionError) -> Unicode.Scalar {
        guard let scalar = next() else {
            throw LinearExpressionError(offset: start, reason: "there is nothing after the backslash")
        }
        if let letter = Self.letters[scalar] { return letter }
        switch scalar {
        case "x": return try hexadecimal(from: start)
        case "0", "1"..."7":
            // A digit alone would refer to a group, which RE2 does not do.
            guard scalar == "0" || peek.map({ ("0"..."7").contains($0) }) == true else { break }
            var value = scalar.value - 0x30
            for _ in 0..<2 {
                guard let next = peek, ("0"..."7").contains(next) else { break }
                value = value * 8 + next.value - 0x30
                offset += 1
            }
            return Unicode.Scalar(value) ?? "\0"
        default:
            if scalar.isASCII, !ScalarSet.word.contains(scalar) || scalar == "_" { return scalar }
        }
        throw LinearExpressionError(offset: start, reason: "\\\(scalar) means nothing in a regular expression of RE2")
    }

    private mutating func hexadecimal(from start: Int) throws(LinearExpressionError) -> Unicode.Scalar {
        let isBraced = skip("{")
        var value: UInt32?
        var digits = 0
        while let digit = peek.flatMap({ Character($0).hexDigitValue }), peek?.isASCII == true,
            isBraced ? digits < 8 : digits < 2
        {
            value = (value ?? 0) * 16 + UInt32(digit)
            digits += 1
            offset += 1
        }
        guard let scalar = value.flatMap(Unicode.Scalar.init), isBraced ? skip("}") : digits == 2 else {
            throw LinearExpressionError(
                offset: start, reason: "\\x is followed by two digits, or by {…} with a character's number")
        }
        return scalar
    }

    private mutating func category(from start: Int) throws(LinearExpressionError) -> ScalarSet {
        var isNegated = next() == "P"
        var name = ""
        if skip("{") {
            if skip("^") { isNegated.toggle() }
            while let next = next(), next != "}" { name.unicodeScalars.append(next) }
        } else if let next = next() {
            name.unicodeScalars.append(next)
        }
        if name == "Any" { return isNegated ? ScalarSet.all.negated : .all }
        let categories = Unicode.GeneralCategory.named(name)
        guard !categories.isEmpty else {
            throw LinearExpressionError(
                offset: start,
                reason: "\\p{\(name)} is no general category of Unicode such as L, Lu or Nd; scripts are not known here"
            )
        }
        return ScalarSet(categories.map { .category($0, isNegated: false) }, isNegated: isNegated)
    }
}

extension Unicode.GeneralCategory {
    private static let names: [(String, Unicode.GeneralCategory)] = [
        ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter), ("Lm", .modifierLetter),
        ("Lo", .otherLetter), ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
        ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
        ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation), ("Pi", .initialPunctuation),
        ("Pf", .finalPunctuation), ("Po", .otherPunctuation), ("Sm", .mathSymbol), ("Sc", .currencySymbol),
        ("Sk", .modifierSymbol), ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
        ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Cs", .surrogate), ("Co", .privateUse),
    ]

    /// The categories of a name of one letter or two.
    fileprivate static func named(_ name: String) -> [Unicode.GeneralCategory] {
        names.filter { $0.0 == name || name.count == 1 && $0.0.hasPrefix(name) }.map(\.1)
    }
}
