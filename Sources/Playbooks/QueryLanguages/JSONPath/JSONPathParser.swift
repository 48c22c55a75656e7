import JSON

/// Reads a path by recursive descent (RFC 9535 section 2, appendix A).
struct JSONPathParser {
    /// Filters inside each other.
    static let maximumDepth = 32
    /// Segments of one path or query.
    static let maximumSegments = 256

    private var scanner: QueryScanner
    var depth = 0

    init(_ text: String) { scanner = QueryScanner(text) }

    mutating func path() throws(JSONPathError) -> (JSONPathRoot, [JSONPathSegment]) {
        guard skip("$") else { throw fault("expected \"$\"") }
        var root = JSONPathRoot.input
        if skip("$") {
            root = .context
        } else if let first = scanner.peek, QueryScanner.isNameFirst(first) {
            root = .variable(scanner.take(while: QueryScanner.isName))
        }
        let segments = try segments(inFilter: false)
        guard scanner.isAtEnd else { throw fault("expected \".\", \"[\" or the end") }
        return (root, segments)
    }

    /// The segments that follow; white space that no segment follows is left.
    mutating func segments(inFilter: Bool) throws(JSONPathError) -> [JSONPathSegment] {
        var segments: [JSONPathSegment] = []
        while true {
            let before = scanner.offset
            skipSpace()
            guard scanner.peek == "." || scanner.peek == "[" else {
                scanner.offset = before
                return segments
            }
            guard segments.count < Self.maximumSegments else { throw fault("the path has too many segments") }
            segments.append(try segment(inFilter: inFilter))
        }
    }

    private mutating func segment(inFilter: Bool) throws(JSONPathError) -> JSONPathSegment {
        if skip("..") {
            if scanner.peek == "[" { return .descendants(try brackets()) }
            return .descendants([try shorthand(inFilter: inFilter)])
        }
        // The service takes a dot before brackets, too: `$.a.['b c']`.
        let hasName = skip(".") && scanner.peek != "["
        let selectors = hasName ? [try shorthand(inFilter: inFilter)] : try brackets()
        switch selectors.first {
        case .name(let name)? where selectors.count == 1: return .name(name)
        case .index(let index)? where selectors.count == 1: return .index(index)
        default: return .children(selectors)
        }
    }

    /// What may stand after a dot: a wildcard or a name without quotes.
    private mutating func shorthand(inFilter: Bool) throws(JSONPathError) -> JSONPathSelector {
        if skip("*") { return .wildcard }
        let name = scanner.take(while: inFilter ? QueryScanner.isNameInFilter : QueryScanner.isLenientName)
        guard !name.isEmpty else { throw fault("expected a name or \"*\" after \".\"") }
        return .name(name)
    }

    private mutating func brackets() throws(JSONPathError) -> [JSONPathSelector] {
        guard skip("[") else { throw fault("expected \"[\"") }
        var selectors: [JSONPathSelector] = []
        repeat {
            guard selectors.count < Self.maximumSegments else { throw fault("there are too many selectors") }
            skipSpace()
            selectors.append(try selector())
            skipSpace()
        } while skip(",")
        guard skip("]") else { throw fault("expected \"]\" or \",\"") }
        return selectors
    }

    private mutating func selector() throws(JSONPathError) -> JSONPathSelector {
        switch scanner.peek {
        case "'", "\"": return .name(try string())
        case "*":
            _ = skip("*")
            return .wildcard
        case "?":
            _ = skip("?")
            skipSpace()
            return .filter(try disjunction())
        default: return try indexOrSlice()
        }
    }

    private mutating func indexOrSlice() throws(JSONPathError) -> JSONPathSelector {
        let start = try optionalInteger()
        let afterStart = scanner.offset
        skipSpace()
        guard skip(":") else {
            scanner.offset = afterStart
            guard let start else { throw fault("expected a name in quotes, an index, a slice, \"*\" or \"?\"") }
            return .index(start)
        }
        skipSpace()
        let end = try optionalInteger()
        let afterEnd = scanner.offset
        skipSpace()
        guard skip(":") else {
            scanner.offset = afterEnd
            return .slice(start: start, end: end, step: 1)
        }
        skipSpace()
        return .slice(start: start, end: end, step: try optionalInteger() ?? 1)
    }

    /// An integer without leading zeros, in the range that every JSON reader knows exactly (RFC 9535 section 2.1).
    private mutating func optionalInteger() throws(JSONPathError) -> Int? {
        let start = scanner.offset
        let negative = skip("-")
        let digits = scanner.take(while: QueryScanner.isDigit)
        if digits.isEmpty {
            guard !negative else { throw fault("expected digits after \"-\"") }
            return nil
        }
        guard digits == "0" ? !negative : !digits.hasPrefix("0") else {
            throw JSONPathError(offset: start, reason: "an index has no leading zeros")
        }
        guard digits.utf8.count <= 16, let value = Int(digits), value < 1 << 53 else {
            throw JSONPathError(offset: start, reason: "the index is out of range")
        }
        return negative ? -value : value
    }
}

// MARK: - Tokens

extension JSONPathParser {
    func fault(_ reason: String) -> JSONPathError { JSONPathError(offset: scanner.offset, reason: reason) }

    var peek: Unicode.Scalar? { scanner.peek }

    /// The next scalar to read.
    var scannerOffset: Int {
        get { scanner.offset }
        set { scanner.offset = newValue }
    }

    mutating func skip(_ text: String) -> Bool { scanner.skip(text) }

    mutating func skipSpace() { _ = scanner.take(while: QueryScanner.isSpace) }

    mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String { scanner.take(while: condition) }

    /// A string in quotes (RFC 9535 section 2.3.1.1).
    mutating func string() throws(JSONPathError) -> String {
        guard let quote = scanner.next() else { throw fault("expected a string") }
        var text = String.UnicodeScalarView()
        while true {
            guard let scalar = scanner.next() else { throw fault("the string does not end") }
            switch scalar {
            case quote: return String(text)
            case ..<" ": throw fault("a string has no control characters")
            case "\\": try escape(quote, &text)
            default: text.append(scalar)
            }
        }
    }

    private mutating func escape(
        _ quote: Unicode.Scalar, _ text: inout String.UnicodeScalarView
    ) throws(JSONPathError) {
        guard let scalar = scanner.next() else { throw fault("the string does not end") }
        switch scalar {
        case quote, "\\", "/": text.append(scalar)
        case "b": text.append("\u{8}")
        case "f": text.append("\u{C}")
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "u":
            guard let scalar = scanner.escapedScalar() else {
                throw fault("expected four hexadecimal digits, and of surrogates both")
            }
            text.append(scalar)
        default:
            // The RFC refuses it; the service takes the backslash for itself.
            text.append("\\")
            text.append(scalar)
        }
    }
}
