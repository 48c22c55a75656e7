/// A JSON Pointer (RFC 6901): the way to a value inside another, as `/alerts/0/labels/severity`.
public struct JSONPointer: Hashable, Sendable {
    /// Keys and indices from the outside in, without escapes. Empty names the whole value.
    public var tokens: [String]

    /// The pointer to the whole value.
    public init() { tokens = [] }

    /// The pointer of these keys and indices, which are not escaped.
    public init(tokens: [String]) { self.tokens = tokens }

    /// Reads the text form; `nil` when it is none: not empty and without a leading `/`, or with a `~` that is
    /// neither `~0` nor `~1`.
    public init?(_ text: some StringProtocol) {
        guard text.isEmpty || text.utf8.first == 0x2F else { return nil }
        var tokens: [String] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// The pointer to a member of what this one names.
    public func appending(_ key: String) -> JSONPointer { JSONPointer(tokens: tokens + [key]) }

    /// The pointer to an element of what this one names.
    public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

    /// The index that a token means; `nil` when it is none (also with a leading zero, RFC 6901 section 4).
    static func index(_ token: String) -> Int? {
        guard token.utf8.allSatisfy(JSONNumber.isDigit), token == "0" || token.utf8.first != 0x30 else { return nil }
        return Int(token)
    }

    private static func unescaped(_ part: some StringProtocol) -> String? {
        var result = String.UnicodeScalarView()
        var scalars = part.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "~" else {
                result.append(scalar)
                continue
            }
            switch scalars.next() {
            case "0": result.append("~")
            case "1": result.append("/")
            default: return nil
            }
        }
        return String(result)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The text form, with `~` and `/` escaped.
    public var description: String {
        var result = ""
        for token in tokens {
            result += "/"
            for scalar in token.unicodeScalars {
                switch scalar {
                case "~": result += "~0"
                case "/": result += "~1"
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}

extension JSONPointer: ExpressibleByStringLiteral {
    /// The pointer of a text in the source; text that is no pointer is one key.
    public init(stringLiteral value: String) { self = JSONPointer(value) ?? JSONPointer(tokens: [value]) }
}
