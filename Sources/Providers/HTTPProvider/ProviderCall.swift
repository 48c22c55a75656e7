import Capabilities
import JSON

/// One call, as `openapi.yaml` describes it.
struct ProviderCall: Sendable {
    /// What is asked, for errors and logs: `ticket.create`.
    let operation: String
    let method: String
    /// Below the base address, with what varies already percent-encoded.
    let path: String
    var body: [UInt8]?
    var key: EffectKey?
    /// Whether "there is no such thing" is what was wanted.
    var isDoneWhenGone = false

    init(_ operation: String, _ method: String, _ path: String, body: JSON? = nil, key: EffectKey? = nil) {
        self.operation = operation
        self.method = method
        self.path = path
        self.body = body.map { JSONSerializer().bytes($0) }
        self.key = key
    }

    /// Whether the call changes anything at the other side.
    var isChange: Bool { method != "GET" }
}

extension String {
    /// The text as one segment of a path or one value of a query: all but unreserved characters encoded (RFC 3986,
    /// section 2.3), so that no id can lead to another address.
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF")
        let encoded = utf8.reduce(into: "") { text, byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                text.append(Character(UnicodeScalar(byte)))
            case UInt8(ascii: ".") where self != "." && self != "..":
                text.append(".")
            default:
                text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return encoded
    }
}
