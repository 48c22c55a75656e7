/// Reads a set in brackets.
struct ClassReader {
    var scanner: PatternScanner

    /// What follows the opening bracket.
    /// - Parameter start: where that is.
    mutating func read(from start: Int) throws(LinearExpressionError) -> ScalarSet {
        var set = ScalarSet([], isNegated: scanner.skip("^"))
        let first = scanner.offset
        // A ] that comes first is a member.
        while scanner.peek != "]" || scanner.offset == first {
            guard !scanner.isAtEnd else {
                throw LinearExpressionError(offset: start, reason: "this set does not end; it needs a ]")
            }
            set.members.append(try member())
        }
        scanner.offset += 1
        return set
    }

    private mutating func member() throws(LinearExpressionError) -> ScalarSet.Member {
        let start = scanner.offset
        if scanner.skip("[:"), let named = try named(from: start) { return .set(named) }
        let low = try bound()
        guard case .range(let from) = low, scanner.peek == "-", let after = scanner.peek(1), after != "]" else {
            return low
        }
        scanner.offset += 1
        guard case .range(let to) = try bound(), from.lowerBound <= to.lowerBound else {
            throw LinearExpressionError(offset: start, reason: "this range of characters runs backwards, or to a set")
        }
        return .range(from.lowerBound...to.lowerBound)
    }

    private mutating func bound() throws(LinearExpressionError) -> ScalarSet.Member {
        let start = scanner.offset
        guard let scalar = scanner.next() else {
            throw LinearExpressionError(offset: start, reason: "this set does not end; it needs a ]")
        }
        guard scalar == "\\" else { return .range(scalar.value...scalar.value) }
        let set = try scanner.escapedSet(from: start)
        guard !set.isNegated, set.members.count == 1, case .range(let range) = set.members[0], range.count == 1 else {
            return .set(set)
        }
        return .range(range)
    }

    /// `alpha:]`, `^alpha:]`; `nil` when it is none, and nothing was read.
    private mutating func named(from start: Int) throws(LinearExpressionError) -> ScalarSet? {
        let isNegated = scanner.skip("^")
        var name = ""
        while let next = scanner.peek, ("a"..."z").contains(next) {
            name.unicodeScalars.append(next)
            scanner.offset += 1
        }
        guard scanner.skip(":]") else {
            scanner.offset = start
            return nil
        }
        guard let set = ScalarSet.named[name] else {
            throw LinearExpressionError(offset: start, reason: "[:\(name):] is no set of characters such as [:alpha:]")
        }
        return isNegated ? set.negated : set
    }
}
