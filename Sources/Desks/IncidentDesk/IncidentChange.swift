package import FoundationEssentials
import Incident
public import JSON
public import Organisation
package import IncidentStore

/// What `PATCH /api/v1/incidents/{name}` asks for: only what is said changes.
public struct IncidentChange: Sendable, Hashable, JSONDecodable {
    var status: IncidentStatus?
    var severity: String?
    var priority: String?
    var title: String?
    var description: String?
    var type: String?
    var visibility: Visibility?
    /// Why the incident leaves the response although something is to be answered first.
    var insist: String?

    /// Reads the body of a request.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: [
            "status", "severity", "priority", "title", "description", "type", "visibility", "insist",
        ])
        status = try reader.optionalEnumeration("status", of: IncidentStatus.self)
        severity = try reader.optionalString("severity", length: 1...100)
        priority = try reader.optionalString("priority", length: 1...100)
        title = try reader.optionalLine("title", length: 1...200)
        description = try reader.text("description", length: 0...20_000)
        type = try reader.optionalString("type", length: 1...100)
        visibility = try reader.optionalEnumeration("visibility", of: Visibility.self)
        insist = try reader.optionalLine("insist", length: 1...500)
    }

    /// Refuses words that the organisation does not know.
    /// - Throws: ``IncidentDeskError/Code/unknownWord``.
    public func check(_ organisation: OrganisationConfiguration) throws {
        let words = Words(organisation)
        if let severity { _ = try words.severity(severity) }
        if let priority { _ = try words.priority(priority) }
        if let type { _ = try words.type(type) }
    }

    /// Changes a record: the names of the fields that became another value, and a line of the timeline for each.
    /// - Parameter remark: what the line of the status ends with.
    func apply(to record: inout IncidentRecord, at time: Date, remark: String = "") -> [(field: String, line: String)] {
        var changes: [(field: String, line: String)] = []
        func set<Value: Equatable>(
            _ field: String, _ path: WritableKeyPath<IncidentRecord, Value>, _ value: Value?, _ line: (Value) -> String
        ) {
            guard let value, record[keyPath: path] != value else { return }
            record[keyPath: path] = value
            changes.append((field, line(value)))
        }
        let name = record.name
        set("status", \.status, status) { "\(name) \($0.announcement)\(remark)" }
        set("severity", \.severity, severity) { "Severity is now \($0)" }
        set("priority", \.priority, priority) { "Priority is now \($0)" }
        set("title", \.title, title) { "Title is now: \($0)" }
        set("description", \.description, description) { _ in "The description was rewritten" }
        set("type", \.type, type) { "Type is now \($0)" }
        set("visibility", \.visibility, visibility) { "Visibility is now \($0.rawValue)" }
        if changes.isEmpty { return [] }
        if changes.contains(where: { $0.field == "status" }) { record.stamp(at: time) }
        record.version += 1
        record.updatedAt = time
        return changes
    }
}

extension IncidentRecord {
    /// Sets the times of the status that the incident is in now, and takes back those of states that it left.
    package mutating func stamp(at time: Date) {
        switch status {
        case .active:
            stableAt = nil
            closedAt = nil
        case .stable:
            stableAt = stableAt ?? time
            closedAt = nil
        case .closed:
            stableAt = stableAt ?? time
            closedAt = time
        }
    }
}
