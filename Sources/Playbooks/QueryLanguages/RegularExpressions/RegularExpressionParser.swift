/// Reads a pattern (ECMA-262 section 22.2.1, with the leniency of its annex B).
struct RegularExpressionParser {
    /// Groups inside each other.
    private static let maximumDepth = 60
    /// As often as a quantifier may say.
    private static let maximumCount = 10_000

    private var scanner: QueryScanner
    private var depth = 0
    private(set) var groupCount = 0
    private(set) var names: [String: Int] = [:]

    init(_ pattern: String) { scanner = QueryScanner(pattern) }

    mutating func expression() throws(RegularExpressionError) -> RegularExpressionTree {
        let tree = try alternatives()
        guard scanner.isAtEnd else { throw fault("there is a \")\" without its \"(\"") }
        return tree
    }

    private func fault(_ reason: String) -> RegularExpressionError {
        RegularExpressionError(offset: scanner.offset, reason: reason)
    }

    private mutating func alternatives() throws(RegularExpressionError) -> RegularExpressionTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw fault("groups nest too deeply") }
        var alternatives = [try sequence()]
        while scanner.skip("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    }

    private mutating func sequence() throws(RegularExpressionError) -> RegularExpressionTree {
        var terms: [RegularExpressionTree] = []
        while let next = scanner.peek, next != "|", next != ")" {
            let groupsBefore = groupCount
            let start = scanner.offset
            let atom = try atom()
            terms.append(try quantified(atom, groups: groupsBefore..<groupCount, start))
        }
        return terms.count == 1 ? terms[0] : terms.isEmpty ? .empty : .sequence(terms)
    }

    private mutating func quantified(
        _ atom: RegularExpressionTree, groups: Range<Int>, _ start: Int
    ) throws(RegularExpressionError) -> RegularExpressionTree {
        guard let (min, max) = try quantifier() else { return atom }
        switch atom {
        case .lineStart, .lineEnd, .wordBoundary, .look(_, isBehind: true, _):
            throw RegularExpressionError(offset: start, reason: "there is nothing to repeat")
        default: break
        }
        let isGreedy = !scanner.skip("?")
        if let next = scanner.peek, next == "*" || next == "+" || next == "?" {
            throw fault("there is nothing to repeat")
        }
        return .repetition(atom, min: min, max: max, isGreedy: isGreedy, groups: groups)
    }

    private mutating func quantifier() throws(RegularExpressionError) -> (Int, Int?)? {
        if scanner.skip("*") { return (0, nil) }
        if scanner.skip("+") { return (1, nil) }
        if scanner.skip("?") { return (0, 1) }
        guard scanner.peek == "{" else { return nil }
        let start = scanner.offset
        _ = scanner.skip("{")
        // Braces that are no quantifier stand for themselves.
        guard let min = try count() else { return restore(start) }
        var max: Int? = min
        if scanner.skip(",") { max = try count() }
        guard scanner.skip("}") else { return restore(start) }
        if let max, max < min { throw fault("the numbers of the quantifier are out of order") }
        return (min, max)
    }

    private mutating func restore(_ offset: Int) -> (Int, Int?)? {
        scanner.offset = offset
        return nil
    }

    private mutating func count() throws(RegularExpressionError) -> Int? {
        let digits = scanner.take(while: QueryScanner.isDigit)
        guard !digits.isEmpty else { return nil }
        guard let count = Int(digits), count <= Self.maximumCount else { throw fault("the quantifier is too large") }
        return count
    }

    private mutating func atom() throws(RegularExpressionError) -> RegularExpressionTree {
        guard let scalar = scanner.next() else { return .empty }
        switch scalar {
        case "^": return .lineStart
        case "$": return .lineEnd
        case ".": return .set(.dot)
        case "(": return try group()
        case "[": return .set(try characterClass())
        case "\\": return try escape()
        case "*", "+", "?":
            scanner.offset -= 1
            throw fault("there is nothing to repeat")
        case "{":
            scanner.offset -= 1
            let isQuantifier = try quantifier() != nil
            guard !isQuantifier else { throw fault("there is nothing to repeat") }
            scanner.offset += 1
            return .set(RegularExpressionSet(scalar))
        default: return .set(RegularExpressionSet(scalar))
        }
    }

    private mutating func group() throws(RegularExpressionError) -> RegularExpressionTree {
        let inner: RegularExpressionTree
        if scanner.skip("?:") {
            inner = try alternatives()
        } else if scanner.skip("?=") {
            inner = .look(try alternatives(), isBehind: false, isNegated: false)
        } else if scanner.skip("?!") {
            inner = .look(try alternatives(), isBehind: false, isNegated: true)
        } else if scanner.skip("?<=") {
            inner = .look(try alternatives(), isBehind: true, isNegated: false)
        } else if scanner.skip("?<!") {
            inner = .look(try alternatives(), isBehind: true, isNegated: true)
        } else if scanner.peek == "?", scanner.peek(1) != "<" {
            throw fault("this kind of group is not supported")
        } else {
            inner = try capture()
        }
        guard scanner.skip(")") else { throw fault("a group does not end") }
        return inner
    }

    private mutating func capture() throws(RegularExpressionError) -> RegularExpressionTree {
        groupCount += 1
        let number = groupCount
        if scanner.skip("?<") {
            let name = try groupName()
            guard names.updateValue(number, forKey: name) == nil else { throw fault("a group's name is there twice") }
        }
        return .capture(number, try alternatives())
    }

    private mutating func groupName() throws(RegularExpressionError) -> String {
        let name = scanner.take { QueryScanner.isName($0) || $0 == "$" }
        guard !name.isEmpty, scanner.skip(">") else { throw fault("a group's name is not valid") }
        return name
    }
}

// MARK: - Escapes and classes

extension RegularExpressionParser {
    private mutating func escape() throws(RegularExpressionError) -> RegularExpressionTree {
        guard let scalar = scanner.peek else { throw fault("there is nothing after \"\\\"") }
        switch scalar {
        case "b", "B":
            scanner.offset += 1
            return .wordBoundary(isNegated: scalar == "B")
        case "k":
            scanner.offset += 1
            guard scanner.skip("<") else { return .set(RegularExpressionSet("k")) }
            let start = scanner.offset
            return .namedBackreference(try groupName(), offset: start)
        case "1"..."9":
            let digits = scanner.take(while: QueryScanner.isDigit)
            guard let number = Int(digits), number <= 1000 else { throw fault("there is no such group") }
            return .backreference(number)
        default:
            return .set(RegularExpressionSet([try escapedMember()]))
        }
    }

    /// The characters that an escape stands for, inside of classes and outside.
    private mutating func escapedMember() throws(RegularExpressionError) -> RegularExpressionSet.Member {
        guard let scalar = scanner.next() else { throw fault("there is nothing after \"\\\"") }
        func one(_ value: UInt32) -> RegularExpressionSet.Member { .range(value...value) }
        switch scalar {
        case "d", "D": return .digit(isNegated: scalar == "D")
        case "w", "W": return .word(isNegated: scalar == "W")
        case "s", "S": return .space(isNegated: scalar == "S")
        case "p", "P":
            guard scanner.skip("{") else { return one(scalar.value) }
            return .category(try category(), isNegated: scalar == "P")
        case "n": return one(0x0A)
        case "r": return one(0x0D)
        case "t": return one(0x09)
        case "v": return one(0x0B)
        case "f": return one(0x0C)
        case "0": return one(0)
        case "c":
            guard let letter = scanner.peek, letter.properties.isAlphabetic, letter.isASCII else { return one(0x5C) }
            scanner.offset += 1
            return one(letter.value & 0x1F)
        case "x": return one(hexadecimal(2) ?? scalar.value)
        case "u": return one(hexadecimal(4) ?? scalar.value)
        default: return one(scalar.value)
        }
    }

    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        let start = scanner.offset
        let value = count == 4 ? scanner.escapedScalar()?.value : scanner.hexadecimal(count)
        if value == nil { scanner.offset = start }
        return value
    }

    private mutating func category() throws(RegularExpressionError) -> String {
        let name = scanner.take { QueryScanner.isName($0) }
        guard RegularExpressionSet.isCategory(name), scanner.skip("}") else {
            throw fault("there is no such category of characters")
        }
        return name
    }

    /// What follows the opening bracket.
    private mutating func characterClass() throws(RegularExpressionError) -> RegularExpressionSet {
        var set = RegularExpressionSet([], isNegated: scanner.skip("^"))
        while true {
            guard let next = scanner.peek else { throw fault("a class of characters does not end") }
            if next == "]" {
                scanner.offset += 1
                return set
            }
            let first = try classMember()
            guard scanner.peek == "-", let after = scanner.peek(1), after != "]" else {
                set.members.append(first)
                continue
            }
            scanner.offset += 1
            let last = try classMember()
            if case .range(let low) = first, case .range(let high) = last {
                guard low.lowerBound <= high.lowerBound else { throw fault("a range of characters is out of order") }
                set.members.append(.range(low.lowerBound...high.lowerBound))
            } else {
                set.members += [first, .range(0x2D...0x2D), last]
            }
        }
    }

    private mutating func classMember() throws(RegularExpressionError) -> RegularExpressionSet.Member {
        guard let scalar = scanner.next() else { throw fault("a class of characters does not end") }
        guard scalar == "\\" else { return .range(scalar.value...scalar.value) }
        if scanner.skip("b") { return .range(8...8) }
        return try escapedMember()
    }
}
