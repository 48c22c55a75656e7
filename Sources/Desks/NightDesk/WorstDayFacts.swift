import Encodings
import Escalation
import FoundationEssentials
import Incident
import IncidentStore
import Nights
import OnCall
import OnCallDesk
import Organisation
import PageStore
import Postgres

/// Reads what the copies for the worst day say, as it is now.
struct WorstDayFacts: Sendable {
    /// The most incidents that are named.
    static let most = 200

    let organisation: OrganisationConfiguration
    let zone: Zone
    let now: Date
    /// The base of every link; `nil` when nobody knows it here.
    let publicURL: String?
    private let own: [String: (rules: ContactRules, verified: Set<Contact>)]
    private let database: PostgresClient

    /// - Parameter settings: the configuration in force.
    init(_ settings: NightSettings, publicURL: String?, at now: Date, in database: PostgresClient) async throws {
        organisation = try await StandingChanges(database: database).applied(to: settings.organisation)
        zone = settings.calendar.zone
        self.now = now
        self.publicURL = publicURL
        self.database = database
        own = try await PersonalContacts.own(of: organisation.people.map(\.email), in: database)
    }

    func copy(for audience: WorstDayCopy.Audience) async throws -> WorstDayCopy {
        let viewer: Viewer = audience == .operators ? .system : .stranger
        var copy = WorstDayCopy(
            audience: audience, made: "\(text(now, zone)) \(name(of: zone)) (\(RFC3339.string(from: now)))")
        let rows = try await database.query(
            Statement(
                """
                select id, count(*) over () as total from core.incident
                where status <> 'closed' and not drill and visibility = any($1) order by reported_at, id limit $2
                """, [.textArray(viewer.visibilities.map(\.rawValue)), .int(Self.most)]))
        let ids = try rows.map { try $0.decode("id", as: UUID.self) }
        let responses = try await IncidentResponse.load(ids, for: viewer, in: database)
        copy.incidentCount = try rows.first?.decode("total") ?? 0
        copy.incidents = ids.compactMap { responses[$0] }.map { incident($0, audience) }
        copy.schedules = organisation.allSchedules.map { schedule in
            let table = organisation.timetable(of: schedule)
            func duties(_ shifts: [Shift]) -> [WorstDayCopy.Duty] {
                shifts.compactMap { shift in
                    guard let address = shift.person, !shift.shadow else { return nil }
                    return WorstDayCopy.Duty(
                        person: person(address, audience), layer: shift.layer ?? shift.source.rawValue,
                        until: text(shift.until, table.zone))
                }
            }
            return WorstDayCopy.Schedule(
                name: schedule.name, timezone: schedule.timezone, now: duties(table.onCall(at: now)),
                next: duties(table.next(after: now)))
        }
        return copy
    }

    private func incident(_ response: IncidentResponse, _ audience: WorstDayCopy.Audience) -> WorstDayCopy.Incident {
        let incident = response.incident
        var places = response.resources.filter { $0.state == .created }
            .sorted {
                ($0.kind == .conference ? 0 : 1, $0.kind.rawValue) < ($1.kind == .conference ? 0 : 1, $1.kind.rawValue)
            }
            .compactMap { resource in
                resource.url.map { WorstDayCopy.Place(title: resource.kind.title, address: $0) }
            }
        if let guide = organisation.type(named: incident.type)?.faqURL {
            places.append(WorstDayCopy.Place(title: "questions and answers", address: guide))
        }
        if let publicURL {
            places.append(WorstDayCopy.Place(title: "incident page", address: incident.url(under: publicURL)))
        }
        return WorstDayCopy.Incident(
            name: "\(incident.name)", title: incident.title,
            state: [incident.status.rawValue, incident.severity, incident.priority].joined(separator: ", "),
            isRestricted: incident.visibility != .open,
            commander: incident.commander.map { person($0.email, audience, name: $0.name) },
            reported: text(incident.reportedAt, zone), places: places)
    }

    private func person(
        _ address: String, _ audience: WorstDayCopy.Audience, name: String? = nil
    ) -> WorstDayCopy.Person {
        WorstDayCopy.Person(
            name: organisation.person(address)?.name ?? name ?? address, email: address,
            telephones: audience == .operators ? telephones(of: address) : [])
    }

    /// Telephones that pages go to: by somebody's own rules where they have some, as far as these are verified, else by the
    /// configuration's.
    private func telephones(of address: String) -> [String] {
        let key = address.lowercased()
        let rules = own[key]?.rules ?? organisation.contacts.first { $0.person.lowercased() == key }
        var telephones: [String] = []
        for rule in Urgency.allCases.flatMap({ rules?.ways[$0] ?? [] })
        where rule.channel == .sms || rule.channel == .voice {
            if let own = own[key], !own.verified.contains(rule.contact) { continue }
            if !telephones.contains(rule.address) { telephones.append(rule.address) }
        }
        return telephones
    }

    private func text(_ moment: Date, _ zone: Zone) -> String {
        zone.wallTime(at: Date(timeIntervalSince1970: moment.timeIntervalSince1970.rounded(.down))).description
            .replacing("T", with: " ")
    }

    private func name(of zone: Zone) -> String { organisation.nightly.timezone ?? "UTC" }
}
