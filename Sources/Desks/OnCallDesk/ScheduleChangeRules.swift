import FoundationEssentials
import Incident
import OnCall
import Organisation

/// What may be changed about a schedule, and what a request for it means.
struct ScheduleChangeRules: Sendable {
    let schedule: Schedule
    let organisation: OrganisationConfiguration
    let now: Date

    /// No change is longer.
    static let longest = 400 * 86_400.0

    func change(_ request: OverrideRequest) throws(OnCallDeskError) -> ScheduleChange {
        let span = try span(request.from, request.until)
        let person = try person(request.person, at: "/person")
        let kind: ScheduleChange.Kind
        if request.added {
            guard request.layer == nil else {
                throw OnCallDeskError(
                    .invalid, at: "/layer", "extra cover belongs to no layer; leave out layer or added")
            }
            kind = .added(person, shadow: request.shadow)
        } else {
            guard !request.shadow else {
                throw OnCallDeskError(.invalid, at: "/shadow", "only who is added can look on; say added, too")
            }
            kind = .override(layer: try layer(request.layer), person: person)
        }
        return ScheduleChange(kind, from: span.lowerBound, until: span.upperBound)
    }

    /// - Parameter standing: the changes that there are.
    func change(_ request: SwapRequest, standing: [ScheduleChange]) throws(OnCallDeskError) -> ScheduleChange {
        let span = try span(request.from, request.until)
        let people = (try person(request.person, at: "/person"), try person(request.with, at: "/with"))
        guard people.0 != people.1 else {
            throw OnCallDeskError(.invalid, at: "/with", "nobody can swap with themselves")
        }
        let table = organisation.timetable(of: schedule, changes: standing)
        let names = Set([people.0, people.1].map { $0.lowercased() })
        guard table.shifts(in: span).contains(where: { names.contains($0.person?.lowercased() ?? "") }) else {
            throw OnCallDeskError(
                .invalid, "neither \(people.0) nor \(people.1) has a shift of \(schedule.name) in this time")
        }
        return ScheduleChange(.swap(people.0, people.1), from: span.lowerBound, until: span.upperBound)
    }

    private func span(_ from: Date, _ until: Date) throws(OnCallDeskError) -> Range<Date> {
        guard from < until, until.timeIntervalSince(from) <= Self.longest else {
            throw OnCallDeskError(.invalid, at: "/until", "until must lie after from, and at most 400 days")
        }
        guard until > now else {
            throw OnCallDeskError(.invalid, at: "/until", "until lies in the past, which cannot be changed any more")
        }
        return from..<until
    }

    func person(_ email: String, at place: String) throws(OnCallDeskError) -> String {
        guard let person = organisation.person(email) else {
            throw OnCallDeskError(.invalid, at: place, "\(email) is nobody listed under `people` of the configuration")
        }
        return person.email
    }

    private func layer(_ name: String?) throws(OnCallDeskError) -> String {
        let names = schedule.layers.map(\.name)
        if let name, names.contains(name) { return name }
        if name == nil, names.count == 1 { return names[0] }
        throw OnCallDeskError(
            .invalid, at: "/layer",
            "\(name.map { "there is no layer \($0)" } ?? "say which layer"); \(schedule.name) has \(names.joined(separator: ", "))"
        )
    }
}
