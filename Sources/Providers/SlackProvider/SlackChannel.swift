import JSON

/// A channel as Slack shows it.
struct SlackChannel: Sendable, Hashable {
    var id: String
    var name: String
    var isPrivate: Bool
    var isArchived: Bool
    /// Whether we are in it.
    var isMember: Bool
    /// The account that made it.
    var creator: String
    /// As Slack keeps it, with `&amp;`, `&lt;` and `&gt;`.
    var topic: String
    var purpose: String

    init(_ reader: JSONReader) throws {
        id = try reader.string("id", length: 1...50)
        name = try reader.optionalString("name", length: 0...500) ?? ""
        isPrivate = try reader.optionalBool("is_private") ?? false
        isArchived = try reader.optionalBool("is_archived") ?? false
        isMember = try reader.optionalBool("is_member") ?? true
        creator = try reader.optionalString("creator", length: 0...50) ?? ""
        topic = try reader.optional("topic")?.optionalString("value", length: 0...5000) ?? ""
        purpose = try reader.optional("purpose")?.optionalString("value", length: 0...5000) ?? ""
    }

    /// What a channel's purpose says, by which it is found again: of what incident it is, and the effect's key.
    static func purpose(of key: String) -> String { "The response to an incident, made by Muster \(mark(key))" }

    private static func mark(_ key: String) -> String { "(\(key))" }

    /// Whether it was made for this effect: by our account, and its purpose says so.
    func isOf(_ key: String, madeBy account: String) -> Bool {
        creator == account && purpose.contains(Self.mark(key))
    }

    /// Whether a try that was cut short has left it: made by our account, as private as it is to be, and nobody has said yet
    /// what it is for.
    func isLeft(for key: String, madeBy account: String, isPrivate: Bool) -> Bool {
        guard self.isPrivate == isPrivate, creator == account else { return false }
        return isOf(key, madeBy: account) || (purpose.isEmpty && !isArchived)
    }

    /// Whether this is an id, and no name.
    static func isID(_ text: String) -> Bool {
        guard let first = text.first, "CGD".contains(first), text.count >= 9 else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
    }
}
