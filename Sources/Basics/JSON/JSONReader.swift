import Encodings
public import FoundationEssentials

/// A JSON value and the way that led to it: what hand-written decoders read from.
///
/// Every method checks kind and bounds, and throws a ``JSONDecodingError`` that names the place. Lengths are counted in
/// Unicode scalars. A member that is `null` counts as absent for the `optional…` methods.
public struct JSONReader: Sendable {
    /// The way, as a list from the inside out: it is only written out when something is wrong.
    private indirect enum Path: Sendable {
        case root
        /// The root of a lenient reader. It stands here, and not in the reader, so that strict readers carry nothing more.
        case lenient(JSONLeniency)
        case key(Path, String)
        case index(Path, Int)
    }

    /// The value.
    public let value: JSON
    private let way: Path

    /// A reader of a whole value.
    public init(_ value: JSON) { self.init(value, .root) }

    /// A reader of a whole value that passes over what only a newer writer knows.
    /// - Parameter leniency: where it notes what it has passed over.
    public init(_ value: JSON, leniency: JSONLeniency) { self.init(value, .lenient(leniency)) }

    private init(_ value: JSON, _ way: Path) {
        self.value = value
        self.way = way
    }

    /// The way from the outermost value to this one.
    public var path: JSONPointer {
        var tokens: [String] = []
        var current = way
        while true {
            switch current {
            case .root, .lenient:
                return JSONPointer(tokens: tokens.reversed())
            case .key(let parent, let key):
                tokens.append(key)
                current = parent
            case .index(let parent, let index):
                tokens.append(String(index))
                current = parent
            }
        }
    }

    /// Where a lenient reader notes what it has passed over; `nil` for a strict one. Only looked for when something is
    /// unknown.
    public var leniency: JSONLeniency? {
        var current = way
        while true {
            switch current {
            case .root: return nil
            case .lenient(let leniency): return leniency
            case .key(let parent, _), .index(let parent, _): current = parent
            }
        }
    }

    /// The error that this value is not what was expected.
    /// - Parameter found: what it is instead; its kind by default.
    public func error(expected: String, found: String? = nil) -> JSONDecodingError {
        JSONDecodingError(path: path, expected: expected, found: found ?? value.kind)
    }

    /// Checks that the value is an object with no other members than these.
    @discardableResult
    public func object(allowing keys: String...) throws(JSONDecodingError) -> JSONReader {
        try object(allowing: keys)
    }

    /// Checks that the value is an object with no other members than these. A lenient reader notes others and goes on.
    @discardableResult
    public func object(allowing keys: [String]) throws(JSONDecodingError) -> JSONReader {
        do {
            try refuseMembers(except: keys)
        } catch {
            guard case .object = value, let leniency else { throw error }
            leniency.passOver(error)
        }
        return self
    }

    func refuseMembers(except keys: [String]) throws(JSONDecodingError) {
        let object = try members()
        for key in object.lazy.map(\.key) where !keys.contains(key) {
            throw error(expected: "only \(keys.joined(separator: ", "))", found: "also \(key.quoted)")
        }
    }

    /// The members of the object.
    public func members() throws(JSONDecodingError) -> JSONObject {
        guard case .object(let object) = value else { throw error(expected: "an object") }
        return object
    }

    /// A member that must be there (it may be `null`).
    public func member(_ key: String) throws(JSONDecodingError) -> JSONReader {
        guard let member = try members()[key] else {
            throw JSONDecodingError(path: path.appending(key), expected: "a value", found: "nothing")
        }
        return JSONReader(member, .key(way, key))
    }

    /// A member, or `nil` when it is absent or `null`.
    public func optional(_ key: String) throws(JSONDecodingError) -> JSONReader? {
        guard let member = try members()[key] else { return nil }
        if case .null = member { return nil }
        return JSONReader(member, .key(way, key))
    }

    /// The elements of the array, each with its path.
    public func elements(max: Int) throws(JSONDecodingError) -> [JSONReader] {
        guard case .array(let elements) = value else { throw error(expected: "an array") }
        guard elements.count <= max else {
            throw error(expected: "at most \(max) elements", found: "\(elements.count)")
        }
        return elements.enumerated().map { JSONReader($1, .index(way, $0)) }
    }

    /// The string, with so many characters.
    public func string(length: ClosedRange<Int>) throws(JSONDecodingError) -> String {
        // Written out only when something is wrong: most strings are right, and there are many.
        func expected() -> String { "a string of \(length.lowerBound) to \(length.upperBound) characters" }
        guard case .string(let string) = value else { throw error(expected: expected()) }
        // The count of bytes is at hand, and bounds the count of characters from both sides.
        let bytes = string.utf8.count
        if bytes <= length.upperBound, bytes >= length.lowerBound * 4 { return string }
        let count = string.unicodeScalars.count
        guard length.contains(count) else { throw error(expected: expected(), found: "\(count) characters") }
        return string
    }

    /// The whole number, in this range.
    public func int(in range: ClosedRange<Int>) throws(JSONDecodingError) -> Int {
        func expected() -> String { "a whole number from \(range.lowerBound) to \(range.upperBound)" }
        guard case .number(let number) = value else { throw error(expected: expected()) }
        guard let int64 = number.int64, let int = Int(exactly: int64), range.contains(int) else {
            throw error(expected: expected(), found: String(number.text.prefix(40)))
        }
        return int
    }

    /// The number, in this range.
    public func double(in range: ClosedRange<Double>) throws(JSONDecodingError) -> Double {
        func expected() -> String { "a number from \(range.lowerBound) to \(range.upperBound)" }
        guard case .number(let number) = value else { throw error(expected: expected()) }
        guard range.contains(number.double) else {
            throw error(expected: expected(), found: String(number.text.prefix(40)))
        }
        return number.double
    }

    /// The boolean.
    public func bool() throws(JSONDecodingError) -> Bool {
        guard case .bool(let bool) = value else { throw error(expected: "true or false") }
        return bool
    }

    /// The instant of an RFC 3339 timestamp.
    public func timestamp() throws(JSONDecodingError) -> Date {
        let expected = "an RFC 3339 timestamp such as 2006-01-02T15:04:05Z"
        guard case .string(let string) = value else { throw error(expected: expected) }
        guard let date = RFC3339.date(from: string) else { throw error(expected: expected, found: string.quoted) }
        return date
    }

    /// The UUID of its text form (RFC 9562 section 4).
    public func uuid() throws(JSONDecodingError) -> UUID {
        guard case .string(let string) = value else { throw error(expected: "a UUID") }
        guard let uuid = UUIDText.uuid(from: string) else { throw error(expected: "a UUID", found: string.quoted) }
        return uuid
    }

    /// The case whose raw value the string is; the error lists all of them.
    public func enumeration<T: RawRepresentable<String> & CaseIterable>(
        of type: T.Type
    ) throws(JSONDecodingError) -> T {
        func expected() -> String { "one of " + T.allCases.map(\.rawValue).joined(separator: ", ") }
        guard case .string(let string) = value else { throw error(expected: expected()) }
        guard let known = T(rawValue: string) else { throw error(expected: expected(), found: string.quoted) }
        return known
    }

    /// The value as what reads itself from it. An error that does not name a place gets this one.
    public func decode<T: JSONDecodable>(_ type: T.Type = T.self) throws(JSONDecodingError) -> T {
        do {
            return try T(self)
        } catch let error as JSONDecodingError {
            throw error
        } catch {
            throw self.error(expected: "a valid value", found: "\(error)")
        }
    }
}

/// Something that reads itself from JSON, checking everything.
public protocol JSONDecodable {
    /// - Throws: ``JSONDecodingError``, which names the place, what was expected and what was found.
    init(_ reader: JSONReader) throws
}

extension JSON: JSONDecodable {
    /// The value that the reader is at.
    public init(_ reader: JSONReader) { self = reader.value }
}
