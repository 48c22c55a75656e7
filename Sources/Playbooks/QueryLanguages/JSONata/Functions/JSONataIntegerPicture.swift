/// How an integer is written (XPath and XQuery Functions 3.1 section 4.6.1): in digits, letters, Roman numerals or words.
struct JSONataIntegerPicture {
    enum Form {
        case digits
        case letters
        case roman
        case words
        /// A sequence that is not known.
        case other(String)
    }

    enum Case {
        case lower
        case upper
        case title
    }

    private(set) var form = Form.digits
    private(set) var letterCase = Case.lower
    var isOrdinal = false
    private var zero: UInt32 = 0x30
    var mandatoryDigits = 0
    private(set) var optionalDigits = 0
    /// Where separators stand, by the digits right of them.
    private var separators: [(position: Int, character: Unicode.Scalar)] = []
    /// Whether the only separator goes on for ever.
    private(set) var isRegular = false

    /// The separator that goes on for ever.
    var regularSeparator: Unicode.Scalar? { isRegular ? separators.first?.character : nil }

    /// The zeros of the decimal digits that Unicode has.
    private static let zeros: [UInt32] = [
        0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
        0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
        0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    ]

    init(parsing text: String) throws(JSONataError) {
        var primary = Substring(text)
        if let semicolon = text.lastIndex(of: ";") {
            primary = text[..<semicolon]
            isOrdinal = text[semicolon...].dropFirst().first == "o"
        }
        switch primary {
        case "A", "a": form = .letters
        case "I", "i": form = .roman
        case "W", "w", "Ww": form = .words
        default: try parse(digits: Array(primary.unicodeScalars), String(primary))
        }
        switch primary {
        case "A", "I", "W": letterCase = .upper
        case "Ww": letterCase = .title
        default: break
        }
    }

    private mutating func parse(digits scalars: [Unicode.Scalar], _ text: String) throws(JSONataError) {
        var family: UInt32?
        var position = 0
        for scalar in scalars.reversed() {
            if let zero = Self.zeros.first(where: { scalar.value >= $0 && scalar.value <= $0 + 9 }) {
                guard family == nil || family == zero else { throw JSONataError("D3131") }
                family = zero
                mandatoryDigits += 1
                position += 1
            } else if scalar == "#" {
                optionalDigits += 1
                position += 1
            } else {
                separators.append((position, scalar))
            }
        }
        guard let family else {
            form = .other(text)
            return
        }
        zero = family
        let isUniform = separators.allSatisfy { $0.character == separators[0].character }
        let distance = isUniform ? JSONataNumberLayout.regular(separators.map(\.position)) : 0
        if distance > 0 {
            isRegular = true
            separators = [(distance, separators[0].character)]
        }
    }

    // MARK: - Writing

    func format(_ number: Double, _ machine: JSONataMachine) throws(JSONataError) -> String {
        let magnitude = abs(number)
        var text: String
        switch form {
        case .letters: text = letters(magnitude)
        case .roman:
            try machine.check(bytes: (magnitude / 1000).index, added: (magnitude / 1000).index)
            text = Self.roman(magnitude)
        case .words: text = JSONataNumberWords.text(magnitude, isOrdinal: isOrdinal)
        case .digits: text = digits(magnitude)
        case .other(let token): throw JSONataError("D3130", ["value": JSONataText.quoted(token)])
        }
        switch (form, letterCase) {
        case (.digits, _), (.letters, _): break
        case (_, .upper): text = text.uppercased()
        case (_, .lower): text = text.lowercased()
        case (_, .title): break
        }
        return number < 0 ? "-" + text : text
    }

    private func letters(_ magnitude: Double) -> String {
        let first: UInt8 = letterCase == .upper ? 0x41 : 0x61
        var rest = magnitude
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(first + UInt8((rest - 1).truncatingRemainder(dividingBy: 26)))
            rest = ((rest - 1) / 26).rounded(.down)
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    private static let numerals: [(Double, String)] = [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]

    private static func roman(_ magnitude: Double) -> String {
        var rest = magnitude
        var text = ""
        for (value, letters) in numerals {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }

    private func digits(_ magnitude: Double) -> String {
        let plain = Array(JSONataNumber.text(magnitude).unicodeScalars)
        let zeros = repeatElement(Unicode.Scalar(0x30 as UInt8), count: max(0, mandatoryDigits - plain.count))
        let all = zeros + plain
        var view = String.UnicodeScalarView()
        for (index, scalar) in all.enumerated() {
            let right = all.count - index
            if isRegular, index > 0, right % separators[0].position == 0 {
                view.append(separators[0].character)
            } else if !isRegular, index > 0 {
                for separator in separators.reversed() where separator.position == right {
                    view.append(separator.character)
                }
            }
            view.append(QueryScanner.isDigit(scalar) ? Unicode.Scalar(scalar.value - 0x30 + zero) ?? scalar : scalar)
        }
        if !isRegular { for separator in separators where separator.position == 0 { view.append(separator.character) } }
        return String(view) + (isOrdinal ? Self.suffix(all) : "")
    }

    private static func suffix(_ digits: [Unicode.Scalar]) -> String {
        if digits.count > 1, digits[digits.count - 2] == "1" { return "th" }
        switch digits.last {
        case "1": return "st"
        case "2": return "nd"
        case "3": return "rd"
        default: return "th"
        }
    }
}

// MARK: - Reading

extension JSONataIntegerPicture {
    /// The integer that a text is; `nil` when it is none.
    func parse(_ text: String) throws(JSONataError) -> Double? {
        switch form {
        case .letters:
            let first: UInt8 = letterCase == .upper ? 0x41 : 0x61
            return text.utf8.reduce(0) { $0 * 26 + Double(Int($1) - Int(first) + 1) }
        case .roman: return Self.value(roman: text.uppercased())
        case .words: return JSONataNumberWords.value(text)
        case .digits: return value(digits: text)
        case .other(let token): throw JSONataError("D3130", ["value": JSONataText.quoted(token)])
        }
    }

    private static func value(roman text: String) -> Double? {
        var result = 0.0
        var highest = 1.0
        for letter in text.utf8.reversed() {
            let value: Double
            switch letter {
            case UInt8(ascii: "M"): value = 1000
            case UInt8(ascii: "D"): value = 500
            case UInt8(ascii: "C"): value = 100
            case UInt8(ascii: "L"): value = 50
            case UInt8(ascii: "X"): value = 10
            case UInt8(ascii: "V"): value = 5
            case UInt8(ascii: "I"): value = 1
            default: return nil
            }
            if value < highest {
                result -= value
            } else {
                highest = value
                result += value
            }
        }
        return result
    }

    private func value(digits text: String) -> Double? {
        var scalars = Array(text.unicodeScalars)
        if isOrdinal { scalars = scalars.dropLast(2) }
        scalars.removeAll { scalar in separators.contains { $0.character == scalar } }
        let isNegative = scalars.first == "-"
        if isNegative || scalars.first == "+" { scalars.removeFirst() }
        var digits = ""
        for scalar in scalars {
            guard scalar.value >= zero, scalar.value <= zero + 9 else { break }
            digits += String(scalar.value - zero)
        }
        return Double(digits).map { isNegative ? -$0 : $0 }
    }

    /// What matches such an integer.
    ///
    /// - Parameter width: how many digits exactly; `nil` for any number.
    func pattern(width: Int?) throws(JSONataError) -> String {
        switch form {
        case .letters: return letterCase == .upper ? "[A-Z]+" : "[a-z]+"
        case .roman: return letterCase == .upper ? "[MDCLXVI]+" : "[mdclxvi]+"
        case .words: return "(?:" + (JSONataNumberWords.all + ["and", "[\\-, ]"]).joined(separator: "|") + ")+"
        case .digits:
            var repetition = "+"
            if let width, width > 0, width <= 100 { repetition = "{\(width)}" }
            return "[0-9]" + repetition + (isOrdinal ? "(?:th|st|nd|rd)" : "")
        case .other(let token): throw JSONataError("D3130", ["value": JSONataText.quoted(token)])
        }
    }
}
