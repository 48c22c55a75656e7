import Encodings
public import FoundationEssentials

/// Something that reads itself from JSON, checking everything.
public protocol JSONDecodable {
    /// - Throws: ``JSONDecodingError``, which names the place, what was expected and what was found.
    init(_ reader: JSONReader) throws
}

/// Something that writes itself as JSON.
public protocol JSONEncodable {
    /// The value as JSON.
    var json: JSON { get }
}

extension JSON: JSONEncodable, JSONDecodable {
    public init(_ reader: JSONReader) { self = reader.value }
    public var json: JSON { self }
}

extension JSONObject: JSONEncodable {
    public var json: JSON { .object(self) }
}

extension JSONNumber: JSONEncodable {
    public var json: JSON { .number(self) }
}

extension String: JSONEncodable {
    public var json: JSON { .string(self) }
}

extension Bool: JSONEncodable {
    public var json: JSON { .bool(self) }
}

extension Int: JSONEncodable {
    public var json: JSON { .int(self) }
}

extension Int64: JSONEncodable {
    public var json: JSON { .int(self) }
}

extension Double: JSONEncodable {
    public var json: JSON { .double(self) }
}

extension Date: JSONEncodable {
    /// RFC 3339 in UTC with milliseconds.
    public var json: JSON { .string(RFC3339.string(from: self)) }
}

extension UUID: JSONEncodable {
    /// In lower case (RFC 9562 section 4).
    public var json: JSON { .string(UUIDText.string(from: self)) }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    public var json: JSON { .array(map(\.json)) }
}

extension RawRepresentable where Self: JSONEncodable, RawValue == String {
    public var json: JSON { .string(rawValue) }
}
