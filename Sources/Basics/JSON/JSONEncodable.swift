import Encodings
public import FoundationEssentials

/// Something that writes itself as JSON.
public protocol JSONEncodable {
    /// The value as JSON.
    var json: JSON { get }
}

extension JSON: JSONEncodable {
    /// Itself.
    public var json: JSON { self }

    /// The value's JSON, or `null` when there is no value.
    public static func optional(_ value: (some JSONEncodable)?) -> JSON { value?.json ?? .null }
}

extension JSONObject: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .object(self) }
}

extension JSONNumber: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .number(self) }
}

extension String: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .string(self) }
}

extension Bool: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .bool(self) }
}

extension Int: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .int(self) }
}

extension Int64: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .int(self) }
}

extension Double: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .double(self) }
}

extension Date: JSONEncodable {
    /// RFC 3339 in UTC with milliseconds.
    /// The value as JSON.
    public var json: JSON { .string(RFC3339.string(from: self)) }
}

extension UUID: JSONEncodable {
    /// In lower case (RFC 9562 section 4).
    /// The value as JSON.
    public var json: JSON { .string(UUIDText.string(from: self)) }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    /// The value as JSON.
    public var json: JSON { .array(map(\.json)) }
}

extension RawRepresentable where Self: JSONEncodable, RawValue == String {
    /// The value as JSON.
    public var json: JSON { .string(rawValue) }
}
