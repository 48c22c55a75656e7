import FoundationEssentials
import Incident
public import JSON
public import Organisation

/// What `POST /api/v1/incidents` asks for.
public struct ReportRequest: Sendable, Hashable, JSONDecodable {
    var title: String
    var description: String
    var type: String?
    var severity: String?
    var priority: String?
    var visibility: Visibility?
    /// Whether it is an exercise.
    public var drill: Bool
    var reporter: Person?
    var detectedAt: Date?

    /// Reads the body of a request.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: [
            "title", "description", "type", "severity", "priority", "visibility", "drill", "reporter", "detected_at",
        ])
        title = try reader.line("title", length: 1...200)
        description = try reader.text("description", length: 0...20_000) ?? ""
        type = try reader.optionalString("type", length: 1...100)
        severity = try reader.optionalString("severity", length: 1...100)
        priority = try reader.optionalString("priority", length: 1...100)
        visibility = try reader.optionalEnumeration("visibility", of: Visibility.self)
        drill = try reader.optionalBool("drill") ?? false
        reporter = try reader.optional("reporter").map(Person.init(request:))
        detectedAt = try reader.optionalTimestamp("detected_at")
    }

    /// The incident to open, with the defaults of the organisation.
    /// - Parameter actor: the name of the key that the report came with.
    /// - Throws: ``IncidentDeskError/Code/unknownWord`` for words that the organisation does not know.
    public func draft(in organisation: OrganisationConfiguration, actor: String) throws -> IncidentDraft {
        let words = Words(organisation)
        let type = try words.type(type)
        let person = reporter.map { organisation.person($0.email) ?? $0 }
        return IncidentDraft(
            title: title, description: description, type: type, severity: try words.severity(severity),
            priority: try words.priority(priority), visibility: visibility ?? type.visibility, source: .report,
            drill: drill, reporter: person, actor: person?.email ?? actor, detectedAt: detectedAt,
            openingLine: "Reported by \(person?.name ?? actor): \(title)")
    }
}

extension Person {
    /// Reads a person of a request: a mail address, or an object with `email` and what else is known.
    package init(request reader: JSONReader) throws {
        if case .string(let email) = reader.value {
            guard Person.isAddress(email) else { throw reader.error(expected: "a mail address", found: "another text") }
            self.init(email: email, name: email)
            return
        }
        try reader.object(allowing: ["email", "name", "team", "location"])
        let email = try reader.string("email", length: 3...254)
        guard Person.isAddress(email) else {
            throw try reader.member("email").error(expected: "a mail address", found: "another text")
        }
        self.init(
            email: email, name: try reader.optionalLine("name", length: 1...200) ?? email,
            team: try reader.optionalLine("team", length: 1...200),
            location: try reader.optionalLine("location", length: 1...200))
    }
}
