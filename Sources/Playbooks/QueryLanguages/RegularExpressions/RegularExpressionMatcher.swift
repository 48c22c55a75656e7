/// A set of characters, ready to be asked: a table for ASCII, a search for the rest.
struct RegularExpressionMatcher: Sendable {
    private let set: RegularExpressionSet
    private let ignoresCase: Bool
    private let low: UInt64
    private let high: UInt64

    init(_ set: RegularExpressionSet, ignoresCase: Bool) {
        self.set = set
        self.ignoresCase = ignoresCase
        var bits: [UInt64] = [0, 0]
        for value in UInt32(0)..<128 {
            guard let scalar = Unicode.Scalar(value), set.matches(scalar, ignoresCase: ignoresCase) else { continue }
            bits[Int(value >> 6)] |= 1 << UInt64(value & 63)
        }
        low = bits[0]
        high = bits[1]
    }

    @inline(__always)
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return low >> UInt64(value) & 1 == 1 }
        if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
        return set.matches(scalar, ignoresCase: ignoresCase)
    }
}

extension RegularExpressionSet {
    func matches(_ scalar: Unicode.Scalar, ignoresCase: Bool) -> Bool {
        if members.contains(where: { $0.contains(scalar) }) { return !isNegated }
        if ignoresCase {
            for variant in scalar.caseVariants where members.contains(where: { $0.contains(variant) }) {
                return !isNegated
            }
        }
        return isNegated
    }

    static func isCategory(_ name: String) -> Bool {
        switch name {
        case "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
            "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co",
            "Cn":
            true
        default: false
        }
    }
}

extension RegularExpressionSet.Member {
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .range(let range): range.contains(scalar.value)
        case .digit(let isNegated): QueryScanner.isDigit(scalar) != isNegated
        case .word(let isNegated): scalar.isWordCharacter != isNegated
        case .space(let isNegated): scalar.isSpaceCharacter != isNegated
        case .category(let name, let isNegated):
            scalar.properties.generalCategory.abbreviation.hasPrefix(name) != isNegated
        }
    }
}

extension Unicode.Scalar {
    /// What `\w` matches.
    var isWordCharacter: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }

    /// What `\s` matches: white space and the ends of lines (ECMA-262 sections 12.2 and 12.3).
    var isSpaceCharacter: Bool {
        switch self {
        case "\t", "\n", "\u{B}", "\u{C}", "\r", " ", "\u{A0}", "\u{FEFF}", "\u{2028}", "\u{2029}": true
        default: value > 0x7F && properties.generalCategory == .spaceSeparator
        }
    }

    /// The same letter in the other cases, where each is one character.
    var caseVariants: [Unicode.Scalar] {
        [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { mapping in
            let scalars = mapping.unicodeScalars
            guard let first = scalars.first, scalars.count == 1, first != self else { return nil }
            return first
        }
    }

    /// One character for all cases of a letter (ECMA-262 section 22.2.2.7.3).
    var caseFolded: Unicode.Scalar {
        let scalars = properties.uppercaseMapping.unicodeScalars
        guard let first = scalars.first, scalars.count == 1, isASCII || !first.isASCII else { return self }
        return first
    }
}

extension Unicode.GeneralCategory {
    /// The category's two letters (Unicode Standard table 4-4).
    fileprivate var abbreviation: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
