public import FoundationEssentials
public import Incident
import IncidentDesk
public import JSON

/// What `POST …/invitations` asks for: somebody takes part until a time.
public struct InvitationRequest: Sendable, Hashable, JSONDecodable {
    /// How long an invitation lasts when nobody says so: a week.
    static let standardLength: TimeInterval = 7 * 86_400
    /// The longest one.
    static let longest: TimeInterval = 366 * 86_400

    /// Who.
    public var person: Person
    /// What they are: participant or observer.
    public var role: ParticipantRole
    /// Until when; in a week when nobody says so.
    public var until: Date?

    /// Reads the body of a request: `email`, `name`, `team`, `location`, `role` and `until`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["email", "name", "team", "location", "role", "until"])
        role = try reader.optionalEnumeration("role", of: InvitedRole.self)?.role ?? .participant
        until = try reader.optionalTimestamp("until")
        var members = try reader.members()
        members.removeValue(forKey: "role")
        members.removeValue(forKey: "until")
        person = try Person(request: JSONReader(.object(members)))
    }

    /// When the invitation ends.
    /// - Throws: `IncidentDeskError.Code.invalid` for a time that has passed or is too far ahead.
    func end(at now: Date) throws(IncidentDeskError) -> Date {
        let end = until ?? now.addingTimeInterval(Self.standardLength)
        guard end > now else {
            throw .invalid("/until", "that time has passed; say until when they take part")
        }
        guard end.timeIntervalSince(now) <= Self.longest else {
            throw .invalid("/until", "an invitation lasts 366 days at most; invite them again then")
        }
        return end
    }
}

/// What somebody can be invited as.
private enum InvitedRole: String, CaseIterable {
    case participant, observer

    var role: ParticipantRole {
        switch self {
        case .participant: .participant
        case .observer: .observer
        }
    }
}
