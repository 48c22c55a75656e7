/// A regular expression as it is written.
indirect enum LinearTree: Sendable {
    case empty
    case set(ScalarSet)
    case sequence([LinearTree])
    case alternatives([LinearTree])
    case repetition(LinearTree, min: Int, max: Int?)
    case assertion(LinearAssertion)
}

/// What must hold at a place, without taking a character.
enum LinearAssertion: Sendable, Hashable {
    case textStart, textEnd, lineStart, lineEnd
    /// Words are of ASCII letters, digits and `_`.
    case wordBoundary, noWordBoundary

    func holds(before previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .wordBoundary: Self.isWord(previous) != Self.isWord(next)
        case .noWordBoundary: Self.isWord(previous) == Self.isWord(next)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(ScalarSet.word.contains) ?? false }
}
