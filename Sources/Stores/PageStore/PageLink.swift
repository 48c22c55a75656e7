import Digests
import Encodings
public import FoundationEssentials
public import Postgres

/// The link of a page, by which its person can answer without a key: for this one page and this one purpose, and for a day.
///
/// Its token is the page's id and the end of the link, with an HMAC over both (RFC 2104, SHA-256) under a key of the database.
public struct PageLink: Sendable, Hashable {
    /// How long a link is good.
    public static let life: TimeInterval = 86_400

    /// The page that it answers.
    public var page: UUID
    /// Whole seconds; the link is not good any more from here.
    public var expires: Date

    /// A link that begins now.
    public init(page: UUID, at now: Date) {
        self.page = page
        expires = Date(timeIntervalSince1970: (now.timeIntervalSince1970 + Self.life).rounded(.down))
    }

    private init(page: UUID, expires: Date) {
        self.page = page
        self.expires = expires
    }

    /// The token, of 75 characters that need no encoding in an address.
    public func token(signedWith key: [UInt8]) -> String {
        let seconds = UInt64(max(0, expires.timeIntervalSince1970))
        let stated = Self.bytes(page) + (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        return Base64.url.encode(stated + Self.seal(stated, key))
    }

    /// Reads a token.
    /// - Parameter keys: those that are good.
    /// - Returns: `nil` for one that nobody has signed, or that is over.
    public static func read(_ token: String, keys: [[UInt8]], at now: Date) -> PageLink? {
        guard token.utf8.count == 75, let bytes = Base64.url.decode(token), bytes.count == 56 else { return nil }
        let (stated, seal) = (Array(bytes[..<24]), Array(bytes[24...]))
        guard keys.contains(where: { equalInConstantTime(Self.seal(stated, $0), seal) }) else { return nil }
        let seconds = stated[16...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let page = uuid(stated) else { return nil }
        let link = PageLink(
            page: page, expires: Date(timeIntervalSince1970: Double(seconds)))
        return now < link.expires ? link : nil
    }

    static func bytes(_ id: UUID) -> [UInt8] {
        Hex.decode(UUIDText.string(from: id).filter { $0 != "-" }) ?? []
    }

    private static func uuid(_ bytes: [UInt8]) -> UUID? {
        let digits = Hex.encode(bytes[..<16])
        let cuts = [0, 8, 12, 16, 20, 32]
        return UUIDText.uuid(
            from: zip(cuts, cuts.dropFirst()).map { digits.dropFirst($0).prefix($1 - $0) }.joined(separator: "-"))
    }

    private static func seal(_ stated: [UInt8], _ key: [UInt8]) -> [UInt8] {
        hmacSHA256(Array("muster page answer 1\n".utf8) + stated, key: key)
    }

    /// The keys that are good, the one that signs first.
    public static func keys(in database: some Querying) async throws -> [[UInt8]] {
        try await database.query(Statement("select key from paging.link_key order by id desc")).map {
            try $0.decode("key")
        }
    }
}
