public import Incident
public import JSON

/// What `POST …/merge` asks for: an incident is the same as another.
public struct MergeRequest: Sendable, Hashable, JSONDecodable {
    /// The incident that goes on.
    public var into: IncidentName
    /// Why, in a line.
    public var note: String?

    /// Reads the body of a request: `into` and `note`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["into", "note"])
        let name = try reader.string("into", length: 5...23)
        guard let into = IncidentName(name) else {
            throw try reader.member("into").error(expected: "a name such as INC-17", found: "another text")
        }
        self.into = into
        note = try reader.optionalLine("note", length: 1...500)
    }
}
