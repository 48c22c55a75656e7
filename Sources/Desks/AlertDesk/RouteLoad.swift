import FoundationEssentials
import Organisation
import Pacing

/// How many incidents a route was asked for lately, and the storm that takes what is beyond its limit.
struct RouteLoad: Sendable, Hashable {
    /// The incident of a storm.
    struct Storm: Sendable, Hashable {
        var incident: OpenIncident
        /// When it last took an alert that would have opened an incident of its own.
        var lastAt: Date
        /// Its alerts.
        var alerts: Int
    }

    /// Where an alert goes that would open an incident.
    enum Place: Sendable, Hashable {
        /// Into one of its own.
        case own
        /// Into the incident of the storm that goes on.
        case storm(Storm)
        /// Into an incident that it opens for a storm.
        case newStorm
    }

    /// When it was asked for an incident lately, whether it opened one or not: as many as its limit at most.
    var asked: [Date] = []
    /// The last storm, while its incident is open.
    var storm: Storm?
    /// The time by the database's clock, which all instances share.
    var now: Date

    /// Asks for an incident. A storm goes on while the route is asked for more than its limit, and what comes soon after is
    /// of the same one.
    mutating func ask(_ limit: IncidentLimit, _ grouping: Grouping) -> Place {
        asked.removeAll { now.timeIntervalSince($0) >= limit.per.seconds }
        let isWithin = asked.count < limit.incidents
        asked.append(now)
        asked.removeFirst(max(0, asked.count - limit.incidents))
        if isWithin { return .own }
        let pause = max(limit.per, grouping.regroupWindow).seconds
        guard var storm, now.timeIntervalSince(storm.lastAt) < pause else { return .newStorm }
        storm.lastAt = now
        storm.alerts += 1
        self.storm = storm
        return .storm(storm)
    }

    /// Says which incident the storm is.
    mutating func begin(_ incident: OpenIncident) {
        storm = Storm(incident: incident, lastAt: now, alerts: 1)
    }
}
