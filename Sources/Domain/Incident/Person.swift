/// Somebody of the organisation, as responders need to know them. There is no job title: it says nothing about a role in
/// an incident.
public struct Person: Sendable, Hashable {
    /// Identifies the person everywhere in Muster. At most 254 bytes (RFC 5321, section 4.5.3.1.3).
    public var email: String
    /// What people call them: 1 to 200 characters.
    public var name: String
    /// The organisation's unit they are of, as it writes it; `nil` when it says none.
    public var team: String?
    /// Where they are, or their time zone: whatever the organisation writes.
    public var location: String?

    /// Somebody with this mail address. Whether it is one, ``isAddress(_:)`` tells.
    public init(email: String, name: String, team: String? = nil, location: String? = nil) {
        self.email = email
        self.name = name
        self.team = team
        self.location = location
    }

    /// Whether a text can be a mail address: one `@` with text on both sides, no spaces or control characters, and none of
    /// the characters that would end it in a header.
    public static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 254 else { return false }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !"<>()[],;:\\\"".unicodeScalars.contains($0)
        }
    }
}
