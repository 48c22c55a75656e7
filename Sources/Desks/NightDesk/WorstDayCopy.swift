/// What people need on the day on which Muster, and everything that it runs on, are not there: what goes on, and whom to call.
public struct WorstDayCopy: Sendable, Hashable {
    /// Whom a copy is for.
    public enum Audience: String, Sendable, Hashable, CaseIterable {
        /// Everybody: without restricted incidents, and without telephone numbers.
        case people
        /// Those who run it.
        case operators
    }

    /// Where something of an incident happens.
    public struct Place: Sendable, Hashable {
        /// `conference bridge`.
        public var title: String
        /// Its address.
        public var address: String
    }

    /// Somebody, with how they are called.
    public struct Person: Sendable, Hashable {
        /// As people know them.
        public var name: String
        /// A mail address.
        public var email: String
        /// In the order to try them; none in people's copy.
        public var telephones: [String]
    }

    /// An incident that is not closed.
    public struct Incident: Sendable, Hashable {
        /// `INC-17`.
        public var name: String
        /// What it is.
        public var title: String
        /// `active, high, p1`.
        public var state: String
        /// Whether only some may see it.
        public var isRestricted: Bool
        /// Who leads it; `nil` for nobody.
        public var commander: Person?
        /// When it was reported, on the organisation's walls.
        public var reported: String
        /// Bridges first.
        public var places: [Place]
    }

    /// Somebody who is on call.
    public struct Duty: Sendable, Hashable {
        /// Who.
        public var person: Person
        /// The layer, or what else puts them on call.
        public var layer: String
        /// Until when, on the schedule's walls.
        public var until: String
    }

    /// A schedule.
    public struct Schedule: Sendable, Hashable {
        /// What it is called.
        public var name: String
        /// The zone of its walls.
        public var timezone: String
        /// Who is on call, the first line first.
        public var now: [Duty]
        /// Who comes next.
        public var next: [Duty]
    }

    /// Whom it is for.
    public var audience: Audience
    /// When it was made, on the organisation's walls and in UTC.
    public var made: String
    /// The oldest first, at most 200.
    public var incidents: [Incident] = []
    /// How many there are, with those that are not named.
    public var incidentCount = 0
    /// By name.
    public var schedules: [Schedule] = []

    /// The file's name without its ending: `muster-people`.
    public var fileName: String { "muster-\(audience.rawValue)" }
}
