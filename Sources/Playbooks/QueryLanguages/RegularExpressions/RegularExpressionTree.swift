/// A regular expression as it is written.
indirect enum RegularExpressionTree: Sendable {
    case empty
    case set(RegularExpressionSet)
    case sequence([RegularExpressionTree])
    case alternatives([RegularExpressionTree])
    /// A group with its number, from 1.
    case capture(Int, RegularExpressionTree)
    case repetition(RegularExpressionTree, min: Int, max: Int?, isGreedy: Bool, groups: Range<Int>)
    case lineStart
    case lineEnd
    case wordBoundary(isNegated: Bool)
    case backreference(Int)
    case namedBackreference(String, offset: Int)
    /// A look-ahead or look-behind.
    case look(RegularExpressionTree, isBehind: Bool, isNegated: Bool)
}

/// A set of characters.
struct RegularExpressionSet: Sendable, Hashable {
    /// Characters, classes and categories that are in it.
    enum Member: Sendable, Hashable {
        case range(ClosedRange<UInt32>)
        case digit(isNegated: Bool)
        case word(isNegated: Bool)
        case space(isNegated: Bool)
        case category(String, isNegated: Bool)
    }

    var members: [Member]
    var isNegated = false

    init(_ members: [Member], isNegated: Bool = false) {
        self.members = members
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) { members = [.range(scalar.value...scalar.value)] }

    /// Everything but the ends of lines.
    static let dot = RegularExpressionSet(
        [.range(0x0A...0x0A), .range(0x0D...0x0D), .range(0x2028...0x2029)], isNegated: true)
}
