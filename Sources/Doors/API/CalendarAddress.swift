import Digests
import Encodings
import IncidentStore

/// The private address of a calendar: `/oncall/TOKEN/schedules/NAME.ics` or `/oncall/TOKEN/people/EMAIL.ics`.
///
/// Calendars cannot send keys, so the address itself lets in, to this one calendar alone. Its token is the prefix of an API
/// key and an HMAC of what is shown under what is kept of the key: there is nothing more to keep, it tells nothing of the
/// key, and it ends with it.
struct CalendarAddress: Sendable, Hashable {
    /// What a calendar shows.
    enum Kind: String, CaseIterable {
        case schedules, people
    }

    let kind: Kind
    /// A schedule's name, or a mail address in small letters.
    let name: String

    init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = kind == .people ? name.lowercased() : name
    }

    /// Reads a path; `nil` for one that is none.
    static func read(_ path: String) -> (token: String, address: CalendarAddress)? {
        let parts = path.split(separator: "/").map { PercentCoding.decode(String($0)) }
        guard parts.count == 4, parts[0] == "oncall", let token = parts[1], token.utf8.count == 51,
            let kind = parts[2].flatMap(Kind.init), let file = parts[3], file.hasSuffix(".ics")
        else { return nil }
        return (token, CalendarAddress(kind, String(file.dropLast(4))))
    }

    /// The path, for the owner of a key.
    func path(for key: APIKeyRecord) -> String {
        "/oncall/\(token(for: key))/\(kind.rawValue)/\(PercentCoding.encode(name)).ics"
    }

    /// Whether a token was made of a key for this calendar.
    func isToken(_ token: String, of key: APIKeyRecord) -> Bool {
        equalInConstantTime(Array(token.utf8), Array(self.token(for: key).utf8))
    }

    private func token(for key: APIKeyRecord) -> String {
        let message = Array("muster calendar 1\n\(kind.rawValue)\n\(name)".utf8)
        return key.prefix + Base64.url.encode(hmacSHA256(message, key: key.digest))
    }
}
