/// Why a JSON value is not what a decoder reads, and which part of it.
public struct JSONDecodingError: Error, Hashable, Sendable {
    /// The way to the value at fault.
    public let path: JSONPointer
    /// What should stand there: "a string of 1 to 200 characters".
    public let expected: String
    /// What stands there: "a number", "nothing". Never the whole of a value.
    public let found: String

    /// An error at a place.
    /// - Parameters:
    ///   - path: the way to the value at fault.
    ///   - expected: what should stand there, with its article.
    ///   - found: what stands there, without showing a whole value.
    public init(path: JSONPointer, expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }
}

extension JSONDecodingError: CustomStringConvertible {
    /// Place and fault in one line, safe to show to whoever sent the value.
    public var description: String {
        let place = path.tokens.isEmpty ? "the value" : "\(path)"
        return "\(place): expected \(expected), found \(found)"
    }
}
