public import FoundationEssentials
public import Incident
public import JSON
import OnCall
public import Organisation

/// Somebody of the organisation, and by what they are on call.
public struct RosterEntry: Sendable, Hashable, JSONEncodable {
    /// Who.
    public let person: Person
    /// The schedules and rotas by which they are on call, by name; shadows are not on call.
    public let onCall: [String]

    /// Everybody in the configuration, in its order.
    /// - Parameters:
    ///   - organisation: with what people changed about its schedules.
    ///   - time: when.
    public static func all(of organisation: OrganisationConfiguration, at time: Date) -> [RosterEntry] {
        let duties = organisation.allSchedules.flatMap { schedule in
            organisation.timetable(of: schedule).onCall(at: time).filter { !$0.shadow }.compactMap(\.person)
                .map { (person: $0.lowercased(), schedule: schedule.name) }
        }
        let names = Dictionary(grouping: duties, by: \.person).mapValues { Set($0.map(\.schedule)).sorted() }
        return organisation.people.map { RosterEntry(person: $0, onCall: names[$0.email.lowercased()] ?? []) }
    }

    /// `email`, `name`, `team`, `location` and `on_call`.
    public var json: JSON {
        [
            "email": .string(person.email), "name": .string(person.name), "team": .optional(person.team),
            "location": .optional(person.location), "on_call": .array(onCall.map(JSON.string)),
        ]
    }
}
