import OrderedCollections

/// How `$formatNumber` writes a number: one picture for positive numbers, one for negative ones.
struct JSONataNumberPicture {
    private let symbols: JSONataNumberSymbols
    private let positive: JSONataNumberLayout
    private let negative: JSONataNumberLayout

    init(parsing text: String, _ symbols: JSONataNumberSymbols) throws(JSONataError) {
        self.symbols = symbols
        let scalars = Array(text.unicodeScalars)
        let parts = scalars.split(separator: symbols.pattern, omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw JSONataError("D3080") }
        positive = try JSONataNumberLayout(Array(parts[0]), symbols)
        if parts.count == 2 {
            negative = try JSONataNumberLayout(Array(parts[1]), symbols)
        } else {
            var negative = positive
            negative.prefix = symbols.minus + negative.prefix
            self.negative = negative
        }
    }

    func format(_ number: Double) -> String {
        let layout = number >= 0 ? positive : negative
        var value = abs(number)
        if layout.isPercent { value *= 100 } else if layout.isPerMille { value *= 1000 }
        var exponent = 0
        if layout.exponentDigits > 0, value > 0 {
            let most = power(10, Double(layout.scale))
            let least = power(10, Double(layout.scale - 1))
            while value < least {
                value *= 10
                exponent -= 1
            }
            while value > most {
                value /= 10
                exponent += 1
            }
        }
        var text = layout.prefix + mantissa(value, layout)
        if layout.exponentDigits > 0 {
            let digits = Array(String(abs(exponent)).utf8)
            let padding = max(0, layout.exponentDigits - digits.count)
            text.unicodeScalars.append(symbols.exponent)
            text += exponent < 0 ? symbols.minus : ""
            text += string(repeatElement(0x30, count: padding) + digits)
        }
        return text + layout.suffix
    }

    private func string(_ digits: some Sequence<UInt8>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: digits.map(symbols.digit))
        return String(view)
    }

    private func mantissa(_ value: Double, _ layout: JSONataNumberLayout) -> String {
        let decimal = JSONataNumber.Decimal(JSONataBuiltIn.rounded(value, to: layout.maximumFraction))
        var (integer, fraction) = decimal.parts(layout.maximumFraction)
        while integer.first == 0x30 { integer.removeFirst() }
        while fraction.last == 0x30 { fraction.removeLast() }
        integer = Array(repeating: 0x30, count: max(0, layout.minimumInteger - integer.count)) + integer
        fraction += Array(repeating: 0x30, count: max(0, layout.minimumFraction - fraction.count))
        var text = String.UnicodeScalarView()
        for (index, digit) in integer.enumerated() {
            let left = integer.count - index
            if index > 0, layout.separates(left) { text.append(symbols.grouping) }
            text.append(symbols.digit(digit))
        }
        if layout.hasPoint, !fraction.isEmpty {
            text.append(symbols.decimal)
            for (index, digit) in fraction.enumerated() {
                if layout.fractionGroups.contains(index), index > 0 { text.append(symbols.grouping) }
                text.append(symbols.digit(digit))
            }
        }
        return String(text)
    }
}

extension JSONataNumber.Decimal {
    /// The digits before the point, and so many of those after it.
    fileprivate func parts(_ places: Int) -> (integer: [UInt8], fraction: [UInt8]) {
        let zeros = [UInt8](repeating: 0x30, count: max(0, point - digits.count))
        let all = (point < 0 ? Array(repeating: 0x30, count: -point) : []) + digits + zeros
        let place = max(0, point)
        return (Array(all.prefix(place)), Array(all.dropFirst(place).prefix(places)))
    }
}
