import JSON
import OnCall

/// Who is told each morning what the day before was.
public struct DigestRules: Sendable, Hashable {
    /// What carries it.
    public enum Way: String, Sendable, Hashable, CaseIterable {
        /// Mail to addresses.
        case mail
        /// The general conversation of the announcements.
        case conversation
    }

    /// Nights are computed from 04:30 on; what is told before would be of the day before that.
    static let earliest = 5 * 3600

    /// When it is told, in seconds after midnight by the clocks of the organisation's zone: 18,000 (05:00) to 86,399.
    public var at: Int
    /// What carries it; both by default.
    public var ways: Set<Way>
    /// To whom by mail, at most 20 addresses; `nil` for those of the announcements.
    public var mail: [String]?

    /// Rules as the program has them; nothing is checked.
    public init(at: Int, ways: Set<Way> = Set(Way.allCases), mail: [String]? = nil) {
        self.at = at
        self.ways = ways
        self.mail = mail
    }

    /// Configuration: `at` (`08:00`, from 05:00 on), `by` (`mail`, `conversation`; both by default) and `mail` (addresses instead
    /// of those of the announcements).
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["at", "by", "mail"])
        at = try DutyHours.second(try reader.member("at"))
        guard (Self.earliest..<86_400).contains(at) else {
            throw try reader.member("at").error(
                expected: "a time from 05:00 to 23:59, for nights are computed from 04:30 on", found: "another one")
        }
        let named = try reader.optionalArray("by", max: 2).map { try $0.enumeration(of: Way.self) }
        ways = named.isEmpty ? Set(Way.allCases) : Set(named)
        let addresses = try reader.optionalStrings("mail", max: 20, length: 3...254)
        mail = addresses.isEmpty ? nil : addresses
    }
}
