/// Reads matchers by the rules of Alertmanager 0.27 and later: names and values are in double quotes, or free of spaces
/// and of ``reserved`` characters.
struct MatcherReader {
    private enum Token: Equatable {
        case open, close, comma
        case operation(LabelMatcher.Operation)
        case text(String)
    }

    private static let reserved = Set("{}!=~,\\\"'`".unicodeScalars)

    private let scalars: [Unicode.Scalar]
    private var offset = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func matchers() throws(MatcherError) -> [LabelMatcher] {
        let isBraced = try skip(.open)
        var matchers: [LabelMatcher] = []
        var token = try next()
        while let first = token, first != .close {
            guard case .text(let name) = first else { throw fault("the name of a label is expected") }
            guard case .operation(let operation) = try next() else { throw fault("=, !=, =~ or !~ is expected") }
            guard case .text(let value) = try next() else {
                throw fault(
                    "a value is expected; one that is empty or has other characters than letters stands in \" \"")
            }
            matchers.append(try LabelMatcher(name, operation, value))
            token = try next()
            if token == .comma {
                token = try next()
            } else if token != nil, token != .close {
                throw fault("a comma is expected between matchers")
            }
        }
        guard (token == .close) == isBraced else {
            throw fault(isBraced ? "a } is expected at the end" : "there is no { for this }")
        }
        if isBraced, try next() != nil { throw fault("nothing may follow the }") }
        return matchers
    }

    private mutating func skip(_ token: Token) throws(MatcherError) -> Bool {
        let start = offset
        if try next() == token { return true }
        offset = start
        return false
    }

    private mutating func next() throws(MatcherError) -> Token? {
        while offset < scalars.count, scalars[offset].properties.isWhitespace { offset += 1 }
        guard offset < scalars.count else { return nil }
        switch take() {
        case "{": return .open
        case "}": return .close
        case ",": return .comma
        case "=": return .operation(skip("~") ? .matches : .equal)
        case "!":
            if skip("=") { return .operation(.notEqual) }
            if skip("~") { return .operation(.matchesNot) }
            throw fault("!= or !~ is expected")
        case "\"": return .text(try quoted())
        case let other where Self.reserved.contains(other):
            throw fault("\(other) must stand in a text in double quotes")
        default:
            let start = offset - 1
            while offset < scalars.count, !scalars[offset].properties.isWhitespace,
                !Self.reserved.contains(scalars[offset])
            { offset += 1 }
            return .text(Self.string(scalars[start..<offset]))
        }
    }

    private mutating func take() -> Unicode.Scalar {
        defer { offset += 1 }
        return scalars[offset]
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard offset < scalars.count, scalars[offset] == scalar else { return false }
        offset += 1
        return true
    }

    private mutating func quoted() throws(MatcherError) -> String {
        let start = offset
        while offset < scalars.count, scalars[offset] != "\"" { offset += scalars[offset] == "\\" ? 2 : 1 }
        guard offset < scalars.count else {
            throw fault("the text that begins here with \" does not end", at: start - 1)
        }
        offset += 1
        guard let text = QuotedText.unquote(scalars[start..<offset - 1]) else {
            throw fault("the text that begins here has an escape that is none", at: start - 1)
        }
        return text
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private func fault(_ reason: String, at place: Int? = nil) -> MatcherError {
        MatcherError("\(reason) (at character \(min((place ?? offset - 1) + 1, scalars.count + 1)))")
    }
}
