/// What one picture of a number says (XPath and XQuery Functions 3.1 section 4.7.4).
struct JSONataNumberLayout {
    var prefix = ""
    private(set) var suffix = ""
    private(set) var isPercent = false
    private(set) var isPerMille = false
    private(set) var hasPoint = false
    private(set) var minimumInteger = 0
    private(set) var scale = 0
    private(set) var minimumFraction = 0
    private(set) var maximumFraction = 0
    private(set) var exponentDigits = 0
    /// Digits right of each separator in the integer part.
    private var integerGroups: [Int] = []
    /// The distance of separators that go on for ever; 0 when they do not.
    private var regularGroup = 0
    /// Digits left of each separator in the fraction.
    private(set) var fractionGroups: Set<Int> = []

    init(_ picture: [Unicode.Scalar], _ symbols: JSONataNumberSymbols) throws(JSONataError) {
        func isActive(_ scalar: Unicode.Scalar) -> Bool { symbols.isActive(scalar) && scalar != symbols.exponent }
        let start = picture.firstIndex(where: isActive) ?? picture.count
        let end = (picture.lastIndex(where: isActive) ?? start - 1) + 1
        prefix = Self.text(picture[..<start])
        suffix = Self.text(picture[end...])
        let active = Array(picture[start..<max(start, end)])
        var mantissa = active
        var exponent: [Unicode.Scalar]?
        if let index = active.firstIndex(of: symbols.exponent) {
            mantissa = Array(active[..<index])
            exponent = Array(active[(index + 1)...])
        }
        let point = mantissa.firstIndex(of: symbols.decimal)
        let integer = Array(mantissa[..<(point ?? mantissa.count)])
        let fraction = point.map { Array(mantissa[($0 + 1)...]) } ?? []
        try Self.check(picture, active, mantissa, integer, fraction, exponent, symbols)
        isPercent = picture.contains(symbols.percent)
        isPerMille = picture.contains(symbols.perMille)
        hasPoint = picture.contains(symbols.decimal)
        measure(integer, fraction, exponent, symbols)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Whether a separator stands left of this many digits.
    func separates(_ digits: Int) -> Bool {
        regularGroup > 0 ? digits % regularGroup == 0 : integerGroups.contains(digits)
    }

    private mutating func measure(
        _ integer: [Unicode.Scalar], _ fraction: [Unicode.Scalar], _ exponent: [Unicode.Scalar]?,
        _ symbols: JSONataNumberSymbols
    ) {
        func isPlace(_ scalar: Unicode.Scalar) -> Bool { symbols.isDigit(scalar) || scalar == symbols.digit }
        for (index, scalar) in integer.enumerated() where scalar == symbols.grouping {
            integerGroups.append(integer[index...].count(where: isPlace))
        }
        for (index, scalar) in fraction.enumerated() where scalar == symbols.grouping {
            fractionGroups.insert(fraction[..<index].count(where: isPlace))
        }
        regularGroup = Self.regular(integerGroups)
        minimumInteger = integer.count(where: symbols.isDigit)
        scale = minimumInteger
        minimumFraction = fraction.count(where: symbols.isDigit)
        maximumFraction = fraction.count(where: isPlace)
        if minimumInteger == 0, maximumFraction == 0 {
            if exponent != nil {
                minimumFraction = 1
                maximumFraction = 1
            } else {
                minimumInteger = 1
            }
        }
        if exponent != nil, minimumInteger == 0, integer.contains(symbols.digit) { minimumInteger = 1 }
        if minimumInteger == 0, minimumFraction == 0 { minimumFraction = 1 }
        exponentDigits = exponent?.count(where: symbols.isDigit) ?? 0
    }

    /// The distance of separators that stand at all its multiples, 0 when they do not.
    static func regular(_ positions: [Int]) -> Int {
        func divisor(_ one: Int, _ other: Int) -> Int { other == 0 ? one : divisor(other, one % other) }
        guard let first = positions.first else { return 0 }
        let factor = positions.reduce(first, divisor)
        guard factor > 0 else { return 0 }
        return (1...positions.count).allSatisfy { positions.contains($0 * factor) } ? factor : 0
    }

    /// The rules of XPath and XQuery Functions 3.1 section 4.7.3; of several faults the last counts.
    private static func check(
        _ picture: [Unicode.Scalar], _ active: [Unicode.Scalar], _ mantissa: [Unicode.Scalar],
        _ integer: [Unicode.Scalar], _ fraction: [Unicode.Scalar], _ exponent: [Unicode.Scalar]?,
        _ symbols: JSONataNumberSymbols
    ) throws(JSONataError) {
        var code: String?
        func count(_ scalar: Unicode.Scalar) -> Int { picture.count { $0 == scalar } }
        let hasPercent = count(symbols.percent) > 0 || count(symbols.perMille) > 0
        if count(symbols.decimal) > 1 { code = "D3081" }
        if count(symbols.percent) > 1 { code = "D3082" }
        if count(symbols.perMille) > 1 { code = "D3083" }
        if count(symbols.percent) > 0, count(symbols.perMille) > 0 { code = "D3084" }
        if !mantissa.contains(where: { symbols.isDigit($0) || $0 == symbols.digit }) { code = "D3085" }
        if active.contains(where: { !symbols.isActive($0) }) { code = "D3086" }
        if let point = picture.firstIndex(of: symbols.decimal) {
            let before = point > 0 ? picture[point - 1] : " "
            let after = point + 1 < picture.count ? picture[point + 1] : " "
            if before == symbols.grouping || after == symbols.grouping { code = "D3087" }
        } else if integer.last == symbols.grouping {
            code = "D3088"
        }
        if zip(picture, picture.dropFirst()).contains(where: { $0 == symbols.grouping && $1 == symbols.grouping }) {
            code = "D3089"
        }
        if let optional = integer.firstIndex(of: symbols.digit), integer[..<optional].contains(where: symbols.isDigit) {
            code = "D3090"
        }
        if let optional = fraction.lastIndex(of: symbols.digit), fraction[optional...].contains(where: symbols.isDigit)
        {
            code = "D3091"
        }
        if let exponent {
            if !exponent.isEmpty, hasPercent { code = "D3092" }
            if exponent.isEmpty || !exponent.allSatisfy(symbols.isDigit) { code = "D3093" }
        }
        if let code { throw JSONataError(code) }
    }
}
