public import Incident
public import JSON

/// What `POST …/participants` and `POST …/roles` ask for: somebody joins, or takes a role.
public struct RoleRequest: Sendable, Hashable, JSONDecodable {
    /// Who.
    public var person: Person
    /// `nil` when none was said.
    public var role: ParticipantRole?
    /// What whoever hands over says about it.
    public var note: String?

    /// Reads the body of a request.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["email", "name", "team", "location", "role", "note"])
        var members = try reader.members()
        members.removeValue(forKey: "role")
        members.removeValue(forKey: "note")
        role = try reader.optionalEnumeration("role", of: ParticipantRole.self)
        note = try reader.optionalLine("note", length: 1...500)
        person = try Person(request: JSONReader(.object(members)))
    }
}
