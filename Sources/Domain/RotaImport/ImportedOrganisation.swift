public import FoundationEssentials
public import JSON
public import OnCall
import Organisation

/// What another system answered about people, rotas and policies, as a configuration of Muster, with the proof of its rotas.
public struct ImportedOrganisation: Sendable {
    /// The systems whose answers can be read.
    public enum System: String, Sendable, CaseIterable {
        /// PagerDuty's REST API v2.
        case pagerduty
        /// Opsgenie's REST API v2.
        case opsgenie
        /// GoAlert's GraphQL API.
        case goalert
        /// Grafana OnCall's HTTP API v1.
        case oncall
    }

    /// A configuration that can be applied.
    public let document: JSON
    /// What has no equal here, as sentences.
    public let notes: [String]
    /// The commands that say again what is no configuration: overrides that are not over.
    public let commands: [String]
    /// Each schedule beside the shifts that are listed of it.
    public let proofs: [RotaProof]

    /// Reads answers of an API.
    /// - Parameters:
    ///   - text: one JSON document, an array of them, or one a line.
    ///   - zones: the data of zones; names that it does not have are left out.
    ///   - now: what is over by then is left out, unless shifts are listed of it.
    /// - Throws: ``ImportError``, and what `zones` throws.
    public init(
        _ text: String, from system: System, zones: (Set<String>) throws -> ZoneDatabase, at now: Date
    ) throws {
        let answers = try ImportedAnswers(text)
        let draft =
            switch system {
            case .pagerduty: try PagerDutyReader(answers, now: now).draft(zones)
            case .opsgenie: try OpsgenieReader(answers, now: now).draft(zones)
            case .goalert: try GoAlertReader(answers, now: now).draft(zones)
            case .oncall: try OnCallReader(answers, now: now).draft(zones)
            }
        try self.init(draft, zones: zones, at: now)
    }

    init(_ draft: ImportDraft, zones: (Set<String>) throws -> ZoneDatabase, at now: Date) throws {
        guard !draft.people.isEmpty else {
            throw ImportError("no person with a mail address is in the file; add the answer that lists the users")
        }
        var draft = draft
        for index in draft.schedules.indices where draft.schedules[index].isStack {
            let schedule = draft.schedules[index]
            let begin = min(schedule.span?.lowerBound ?? now, now)
            draft.schedules[index].layers = LayerStack(layers: schedule.layers)
                .sideBySide(from: schedule.zone.wallTime(at: begin))
        }
        draft.schedules.removeAll { schedule in
            if schedule.layers.isEmpty {
                draft.notes.append("schedule \(schedule.name): it has no rotation that goes on")
            }
            return schedule.layers.isEmpty
        }
        var document = ConfigurationDraft(draft)
        var organisation = try document.configuration()
        organisation.zones = try zones(organisation.zoneNames)
        for schedule in draft.schedules {
            let table = organisation.timetable(of: schedule.schedule(in: organisation), changes: [])
            if !table.gaps(in: now..<now.addingTimeInterval(14 * 86_400)).isEmpty {
                document.allowGaps(of: schedule.name)
            }
        }
        organisation = try document.configuration()
        organisation.zones = try zones(organisation.zoneNames)
        var commands: [String] = []
        var proofs: [RotaProof] = []
        for schedule in draft.schedules {
            let own = schedule.schedule(in: organisation)
            let plan = OverridePlan(schedule, organisation.timetable(of: own, changes: []))
            commands += plan.commands(after: now, system: draft.system)
            proofs.append(
                RotaProof(
                    schedule.name, organisation.timetable(of: own, changes: plan.changes), listed: schedule.listed,
                    in: schedule.span))
        }
        self.document = document.json
        self.commands = commands
        self.proofs = proofs
        notes = draft.notes + document.notes
    }
}

extension ImportDraft.ScheduleFound {
    fileprivate func schedule(in organisation: OrganisationConfiguration) -> Schedule {
        guard let schedule = organisation.schedule(named: name) else { preconditionFailure("\(name) was just written") }
        return schedule
    }
}
