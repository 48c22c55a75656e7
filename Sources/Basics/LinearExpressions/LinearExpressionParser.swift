/// Reads a pattern in the syntax of RE2.
struct LinearExpressionParser {
    /// Groups within groups.
    private static let maximumDepth = 100
    /// Of a counted repetition, as RE2 has it.
    private static let maximumCount = 1000

    /// What `(?…)` sets.
    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesLineFeed = false
    }

    var scanner: PatternScanner
    private var flags = Flags()
    private var depth = 0

    init(_ pattern: [Unicode.Scalar]) { scanner = PatternScanner(pattern) }

    /// The whole pattern.
    mutating func expression() throws(LinearExpressionError) -> LinearTree {
        let tree = try alternatives()
        guard scanner.isAtEnd else { throw scanner.fault("there is no ( for this )") }
        return tree
    }

    private mutating func alternatives() throws(LinearExpressionError) -> LinearTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw scanner.fault("groups lie too deep in each other") }
        var found = [try sequence()]
        while scanner.skip("|") { found.append(try sequence()) }
        return found.count == 1 ? found[0] : .alternatives(found)
    }

    private mutating func sequence() throws(LinearExpressionError) -> LinearTree {
        var parts: [LinearTree] = []
        while let next = scanner.peek, next != "|", next != ")" {
            if scanner.skip("\\Q") {
                while !scanner.isAtEnd, !scanner.skip("\\E") {
                    if let scalar = scanner.next() { parts.append(.set(set(ScalarSet(scalar)))) }
                }
                // What follows repeats the last character.
                if let last = parts.popLast() { parts.append(try repeated(last)) }
                continue
            }
            guard let atom = try atom() else { continue }
            parts.append(try repeated(atom))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private func set(_ set: ScalarSet) -> ScalarSet {
        var set = set
        set.ignoresCase = flags.ignoresCase
        return set
    }

    // MARK: Repetitions

    private mutating func repeated(_ atom: LinearTree) throws(LinearExpressionError) -> LinearTree {
        guard let (min, max) = try count() else { return atom }
        let place = scanner.offset
        _ = scanner.skip("?")
        if try count() != nil {
            throw LinearExpressionError(
                offset: place, reason: "a repetition follows a repetition; put ( ) around the first")
        }
        return .repetition(atom, min: min, max: max)
    }

    /// The repetition that begins here; `nil` for none.
    private mutating func count() throws(LinearExpressionError) -> (min: Int, max: Int?)? {
        if scanner.skip("*") { return (0, nil) }
        if scanner.skip("+") { return (1, nil) }
        if scanner.skip("?") { return (0, 1) }
        let start = scanner.offset
        // What only looks like a repetition is text.
        guard scanner.skip("{"), let min = scanner.number() else { return reset(start) }
        var max: Int? = min
        if scanner.skip(",") { max = scanner.peek == "}" ? nil : scanner.number() ?? -1 }
        guard max != -1, scanner.skip("}") else { return reset(start) }
        guard min <= Self.maximumCount, max.map({ $0 <= Self.maximumCount && min <= $0 }) ?? true else {
            throw LinearExpressionError(
                offset: start, reason: "a repetition counts to \(Self.maximumCount), the lower number first")
        }
        return (min, max)
    }

    private mutating func reset(_ offset: Int) -> (min: Int, max: Int?)? {
        scanner.offset = offset
        return nil
    }

    // MARK: Atoms

    /// `nil` for what only sets flags.
    private mutating func atom() throws(LinearExpressionError) -> LinearTree? {
        let start = scanner.offset
        guard let scalar = scanner.next() else { return .empty }
        switch scalar {
        case "(": return try group(from: start)
        case "[":
            var reader = ClassReader(scanner: scanner)
            let found = try reader.read(from: start)
            scanner = reader.scanner
            return .set(set(found))
        case ".": return .set(flags.dotTakesLineFeed ? .all : .allButLineFeed)
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?":
            throw LinearExpressionError(offset: start, reason: "there is nothing that \(scalar) could repeat")
        case "\\": return try escape(from: start)
        default: return .set(set(ScalarSet(scalar)))
        }
    }

    private mutating func escape(from start: Int) throws(LinearExpressionError) -> LinearTree {
        switch scanner.peek {
        case "A": return skipping(.assertion(.textStart))
        case "z": return skipping(.assertion(.textEnd))
        case "b": return skipping(.assertion(.wordBoundary))
        case "B": return skipping(.assertion(.noWordBoundary))
        default: return .set(set(try scanner.escapedSet(from: start)))
        }
    }

    private mutating func skipping(_ tree: LinearTree) -> LinearTree {
        scanner.offset += 1
        return tree
    }

    private mutating func group(from start: Int) throws(LinearExpressionError) -> LinearTree? {
        let outer = flags
        if scanner.skip("?"), !(try name()) {
            guard try readFlags() else { return nil }
        }
        defer { flags = outer }
        let inner = try alternatives()
        guard scanner.skip(")") else {
            throw LinearExpressionError(offset: start, reason: "this group does not end; it needs a )")
        }
        return inner
    }

    /// `P<name>` or `<name>`, which mean nothing here; whether there is one.
    private mutating func name() throws(LinearExpressionError) -> Bool {
        guard scanner.skip("P<") || scanner.peek == "<" && !["=", "!"].contains(scanner.peek(1)) && scanner.skip("<")
        else { return false }
        let start = scanner.offset
        while let next = scanner.peek, ScalarSet.word.contains(next) { scanner.offset += 1 }
        guard scanner.offset > start, scanner.skip(">") else {
            throw scanner.fault("the name of a group is of letters, digits and _, and ends with >")
        }
        return true
    }

    /// `i-s:` or `i)`; whether a group follows.
    private mutating func readFlags() throws(LinearExpressionError) -> Bool {
        var isOn = true
        while let next = scanner.next() {
            switch next {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotTakesLineFeed = isOn
            // Which of several matches is taken makes no difference to whether there is one.
            case "U": break
            case "-" where isOn: isOn = false
            case ":": return true
            case ")": return false
            default:
                throw LinearExpressionError(
                    offset: scanner.offset - 1,
                    reason: "(?\(next) is not known; there is no looking ahead or behind, as in RE2")
            }
        }
        throw scanner.fault("this group does not end; it needs a )")
    }
}
