import Escalation
import FoundationEssentials
import Incident
public import JSON
public import PageStore

/// What `POST …/pages/{id}` asks for.
public struct DecisionRequest: Sendable, Hashable, JSONDecodable {
    private enum Action: String, CaseIterable {
        case acknowledge, resolve, escalate, reassign, snooze
    }

    /// What is to be done.
    public let decision: PageDecision

    /// Reads the body of a request: `action`, and `to` (a mail address, or the name of a schedule or rota) to reassign, `until` to
    /// snooze.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["action", "to", "until"])
        let to = try reader.optionalString("to", length: 1...254)
        let until = try reader.optionalTimestamp("until")
        switch try reader.enumeration("action", of: Action.self) {
        case .acknowledge: decision = .acknowledge
        case .resolve: decision = .resolve
        case .escalate: decision = .escalate
        case .reassign:
            guard let to else { throw reader.error(expected: "`to`, whom to page instead", found: "none") }
            decision = .reassign(Person.isAddress(to) ? .person(to) : .schedule(to))
        case .snooze:
            guard let until else { throw reader.error(expected: "`until`, the end of the snooze", found: "none") }
            decision = .snooze(until: until)
        }
    }
}
