import Incident
import JSON

/// What `POST …/participants` and `POST …/roles` ask for: somebody joins, or takes a role.
struct RoleRequest: Sendable, Hashable, JSONDecodable {
    var person: Person
    /// `nil` when none was said.
    var role: ParticipantRole?

    init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["email", "name", "team", "location", "role"])
        var members = try reader.members()
        members.removeValue(forKey: "role")
        role = try reader.optionalEnumeration("role", of: ParticipantRole.self)
        person = try Person(request: JSONReader(.object(members)))
    }
}
