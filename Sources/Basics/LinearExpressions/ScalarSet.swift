/// A set of characters.
struct ScalarSet: Sendable, Hashable {
    enum Member: Sendable, Hashable {
        case range(ClosedRange<UInt32>)
        case category(Unicode.GeneralCategory, isNegated: Bool)
        /// Several sets of which one is negated on its own: `[\D\w]`.
        indirect case set(ScalarSet)
    }

    var members: [Member]
    var isNegated = false
    var ignoresCase = false

    init(_ members: [Member], isNegated: Bool = false) {
        self.members = members
        self.isNegated = isNegated
    }

    init(ranges: ClosedRange<Unicode.Scalar>..., isNegated: Bool = false) {
        self.init(ranges.map { .range($0.lowerBound.value...$0.upperBound.value) }, isNegated: isNegated)
    }

    init(_ scalar: Unicode.Scalar) { self.init(ranges: scalar...scalar) }

    static let all = ScalarSet([], isNegated: true)
    static let allButLineFeed = ScalarSet(ranges: "\n"..."\n", isNegated: true)
    static let digit = ScalarSet(ranges: "0"..."9")
    static let space = ScalarSet(ranges: "\t"..."\n", "\u{C}"..."\r", " "..." ")
    static let word = ScalarSet(ranges: "0"..."9", "A"..."Z", "_"..."_", "a"..."z")

    /// By their names in brackets: `[:alpha:]`.
    static let named: [String: ScalarSet] = [
        "alnum": ScalarSet(ranges: "0"..."9", "A"..."Z", "a"..."z"), "alpha": ScalarSet(ranges: "A"..."Z", "a"..."z"),
        "ascii": ScalarSet(ranges: "\0"..."\u{7F}"), "blank": ScalarSet(ranges: "\t"..."\t", " "..." "),
        "cntrl": ScalarSet(ranges: "\0"..."\u{1F}", "\u{7F}"..."\u{7F}"), "digit": digit,
        "graph": ScalarSet(ranges: "!"..."~"), "lower": ScalarSet(ranges: "a"..."z"),
        "print": ScalarSet(ranges: " "..."~"),
        "punct": ScalarSet(ranges: "!"..."/", ":"..."@", "["..."`", "{"..."~"),
        "space": ScalarSet(ranges: "\t"..."\r", " "..." "), "upper": ScalarSet(ranges: "A"..."Z"), "word": word,
        "xdigit": ScalarSet(ranges: "0"..."9", "A"..."F", "a"..."f"),
    ]

    var negated: ScalarSet {
        var copy = self
        copy.isNegated.toggle()
        return copy
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        if has(scalar) { return !isNegated }
        guard ignoresCase else { return isNegated }
        return scalar.caseVariants.contains(where: has) != isNegated
    }

    private func has(_ scalar: Unicode.Scalar) -> Bool {
        members.contains { member in
            switch member {
            case .range(let range): range.contains(scalar.value)
            case .category(let category, let isNegated): (scalar.properties.generalCategory == category) != isNegated
            case .set(let set): set.contains(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Characters that Unicode's simple case folding makes equal to this one.
    var caseVariants: [Unicode.Scalar] {
        let lower = Self.single(properties.lowercaseMapping) ?? self
        let upper = Self.single(properties.uppercaseMapping) ?? self
        let folded = Self.single(upper.properties.lowercaseMapping) ?? upper
        return [lower, upper, folded] + (Self.symbols[folded].map { [$0] } ?? [])
    }

    /// Characters whose lower case is that of another one.
    private static let symbols: [Unicode.Scalar: Unicode.Scalar] = [
        "k": "\u{212A}", "s": "\u{17F}", "\u{E5}": "\u{212B}", "\u{3C9}": "\u{2126}", "\u{DF}": "\u{1E9E}",
    ]

    private static func single(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }
}
