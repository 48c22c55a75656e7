import Encodings
public import FoundationEssentials
public import JSON

/// Asks intake to look whether the time of somebody who was invited for a while has ended. Their row says until when it is.
public struct ExpireParticipant: Command, Hashable {
    /// `participant.expire`.
    public static let name = "participant.expire"
    /// 1.
    public static let version = 1
    /// `intake`, which sets the timer when somebody is invited.
    public static let worker = "intake"

    /// The incident's UUIDv7.
    public var incident: UUID
    /// The participant's mail address: 3 to 254 characters.
    public var email: String

    /// The order for one participant.
    public init(incident: UUID, email: String) {
        self.incident = incident
        self.email = email
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing, no UUID or too long.
    public init(_ reader: JSONReader) throws {
        self.init(incident: try reader.uuid("incident"), email: try reader.string("email", length: 3...254))
    }

    /// `incident` and `email`.
    public var json: JSON {
        ["incident": .string(UUIDText.string(from: incident)), "email": .string(email)]
    }
}
