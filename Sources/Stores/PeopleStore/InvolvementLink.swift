import Digests
import Encodings
public import FoundationEssentials
public import Postgres

/// The link by which somebody whom a mail tells of an incident takes part in it without a key: for this one person, this one
/// incident and this one purpose, and for a week.
///
/// Its token is the incident's id, the end of the link and the mail address, with an HMAC over all three (RFC 2104, SHA-256) under a
/// key of the database.
public struct InvolvementLink: Sendable, Hashable {
    /// How long a link is good.
    public static let life: TimeInterval = 7 * 86_400
    /// The bytes of an address: RFC 5321 has 254 at most.
    private static let addresses = 3...254

    /// The incident.
    public var incident: UUID
    /// Who takes part by it: a mail address in small letters.
    public var email: String
    /// Whole seconds; the link is not good any more from here.
    public var expires: Date

    /// A link that begins at a time; `nil` for an address that is too long for one.
    public init?(to incident: UUID, for email: String, at time: Date) {
        let email = email.lowercased()
        guard Self.addresses.contains(email.utf8.count) else { return nil }
        self.incident = incident
        self.email = email
        expires = Date(timeIntervalSince1970: (time.timeIntervalSince1970 + Self.life).rounded(.down))
    }

    private init(incident: UUID, email: String, expires: Date) {
        self.incident = incident
        self.email = email
        self.expires = expires
    }

    /// The token, which needs no encoding in an address.
    public func token(signedWith key: [UInt8]) -> String {
        let seconds = UInt64(max(0, expires.timeIntervalSince1970))
        let id = Hex.decode(UUIDText.string(from: incident).filter { $0 != "-" }) ?? []
        let stated = id + (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) } + Array(email.utf8)
        return Base64.url.encode(Self.seal(stated, key) + stated)
    }

    /// Reads a token.
    /// - Parameter keys: those that are good.
    /// - Returns: `nil` for one that nobody has signed, or that is over.
    public static func read(_ token: String, keys: [[UInt8]], at now: Date) -> InvolvementLink? {
        guard token.utf8.count <= 500, let bytes = Base64.url.decode(token), bytes.count > 56 else { return nil }
        let (seal, stated) = (Array(bytes[..<32]), Array(bytes[32...]))
        guard keys.contains(where: { equalInConstantTime(Self.seal(stated, $0), seal) }) else { return nil }
        let seconds = stated[16..<24].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard addresses.contains(stated.count - 24), let incident = uuid(stated),
            let email = String(validating: stated[24...], as: UTF8.self)
        else { return nil }
        let link = InvolvementLink(
            incident: incident, email: email, expires: Date(timeIntervalSince1970: Double(seconds)))
        return now < link.expires ? link : nil
    }

    private static func uuid(_ bytes: [UInt8]) -> UUID? {
        let digits = Hex.encode(bytes[..<16])
        let cuts = [0, 8, 12, 16, 20, 32]
        return UUIDText.uuid(
            from: zip(cuts, cuts.dropFirst()).map { digits.dropFirst($0).prefix($1 - $0) }.joined(separator: "-"))
    }

    private static func seal(_ stated: [UInt8], _ key: [UInt8]) -> [UInt8] {
        hmacSHA256(Array("muster involvement 1\n".utf8) + stated, key: key)
    }

    /// The keys that are good, the one that signs first.
    public static func keys(in database: some Querying) async throws -> [[UInt8]] {
        try await database.query(Statement("select key from notifier.link_key order by id desc", [])).map {
            try $0.decode("key")
        }
    }
}
