public import JSON
public import PeopleStore

/// What `POST …/reports` asks for.
public struct StatusReportRequest: Sendable, Hashable, JSONDecodable {
    /// How it stands: 1 to 5,000 characters.
    public var conditions: String
    /// What is being done: at most 5,000 characters.
    public var actions: String
    /// What is needed: at most 5,000 characters.
    public var needs: String
    /// Whom it is for; those who take part when nobody says so.
    public var audience: StatusReport.Audience
    /// Who wrote it; the name of the key when nobody says.
    public var author: String?

    /// Reads the body of a request: `conditions`, `actions`, `needs`, `audience` and `author`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["conditions", "actions", "needs", "audience", "author"])
        guard let conditions = try reader.text("conditions", length: 1...5000) else {
            throw try reader.member("conditions").error(expected: "how it stands", found: "nothing")
        }
        self.conditions = conditions
        actions = try reader.text("actions", length: 0...5000) ?? ""
        needs = try reader.text("needs", length: 0...5000) ?? ""
        audience = try reader.optionalEnumeration("audience", of: StatusReport.Audience.self) ?? .participants
        author = try reader.optionalLine("author", length: 1...200)
    }
}
