public import Incident
public import JSON

/// What `POST /api/v1/playbooks/{name}/executions` asks for.
public struct ExecutionRequest: Sendable, Hashable, JSONDecodable {
    /// What it starts with; any JSON of at most 256 KiB.
    public var input: JSON
    /// Unique among the executions of its playbook: 1 to 80 of A-Z, a-z, 0-9, - and _; one is made when nobody says.
    public var name: String?
    /// The incident that it is about.
    public var incident: IncidentName?
    /// The version that it runs by; `nil` for the current one. Not a part of the body.
    public var version: Int?

    /// A start with these words.
    public init(input: JSON = [:], name: String? = nil, incident: IncidentName? = nil) {
        self.input = input
        self.name = name
        self.incident = incident
    }

    /// Reads the body of a request: `input`, `name` and `incident`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: "input", "name", "incident")
        input = reader.value["input"] ?? [:]
        name = try reader.optionalString("name", length: 1...80)
        if let name, !PlaybookName.isName(name) {
            throw try reader.member("name").error(expected: "letters, digits, `-` and `_` alone", found: "another text")
        }
        if let field = try reader.optional("incident") {
            guard let name = IncidentName(try field.string(length: 1...40)) else {
                throw field.error(expected: "the name of an incident, such as INC-17")
            }
            incident = name
        }
    }
}
