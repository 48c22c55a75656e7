import Digests
import Encodings
import HTTPTypes

/// What a browser shows for somebody who is signed in: 256 random bits in a cookie. The database keeps their SHA-256.
public struct SessionToken: Sendable, Hashable {
    /// The cookie's name. With this prefix a browser takes it over HTTPS alone (and from loopback), for this host and no
    /// other, and for all of its paths (RFC 6265bis, section 4.1.3.2).
    public static let cookie = "__Host-muster"

    /// 43 characters that need no encoding.
    public let text: String
    /// SHA-256 of the text.
    public let digest: [UInt8]

    /// A token that nobody has.
    public init() {
        self.init(known: Base64.url.encode(randomBytes(32)))
    }

    /// A token as somebody sends it; `nil` for a text that can be none.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.init(known: String(text))
    }

    /// The token in the header of the cookies; `nil` when there is none, or more than one: whoever could add a cookie does
    /// not choose who is signed in.
    init?(cookies: String?) {
        let values = (cookies ?? "").split(separator: ";").compactMap { pair -> Substring? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].trimmed == Self.cookie else { return nil }
            return parts[1].trimmed
        }
        guard values.count == 1, let token = SessionToken(values[0]) else { return nil }
        self = token
    }

    private init(known text: String) {
        self.text = text
        digest = sha256(text)
    }

    /// What forms of this session carry, so that no page of another origin can send one: a MAC under the session's token.
    public var formToken: String {
        Base64.url.encode(hmacSHA256(Array("muster form 1\n".utf8), key: Array(text.utf8)))
    }

    /// The header that gives a browser the token.
    /// - Parameter life: how long it keeps it.
    public func setting(life: Duration) -> String {
        "\(Self.cookie)=\(text); Path=/; Max-Age=\(life.components.seconds); Secure; HttpOnly; SameSite=Lax"
    }

    /// The header that takes it away.
    public static let clearing = "\(cookie)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
