public import FoundationEssentials
import Incident
import IncidentStore
import OnCall
public import Organisation
import RotaPlanning

extension OnCallDesk {
    /// Proposes a rota for the weeks ahead. It changes nothing: the configuration does.
    /// - Throws: ``OnCallDeskError``; `PostgresError`.
    public func suggest(
        _ name: String, _ request: SuggestionRequest, by organisation: OrganisationConfiguration, at now: Date = Date()
    ) async throws -> RotaSuggestion {
        let moment = request.from ?? now
        guard moment >= now.addingTimeInterval(-86_400), moment < now.addingTimeInterval(400 * 86_400) else {
            throw OnCallDeskError(.invalid, at: "/from", "from lies ahead, and at most 400 days")
        }
        let span = moment..<moment.addingTimeInterval(Double(request.weeks + 105) * 7 * 86_400)
        let changes = try await changes(of: name, in: span)
        guard let schedule = organisation.schedule(named: name) else {
            throw OnCallDeskError.noSchedule(among: organisation.allSchedules.map(\.name))
        }
        let draft: LayerPlan
        do {
            draft = try Self.plan(schedule, request, moment, changes, organisation)
        } catch {
            throw OnCallDeskError(.invalid, error.description)
        }
        let rules = ScheduleChangeRules(schedule: schedule, organisation: organisation, now: now)
        let task = try Self.task(draft, request, rules, changes, organisation)
        let proposal = RotaProposal(task)
        let proposed = organisation.timetable(of: draft.schedule(with: proposal.people), changes: changes)
        let present = organisation.timetable(of: schedule, changes: changes)
        return RotaSuggestion(
            schedule: schedule, zone: organisation.zones.zone(named: schedule.timezone) ?? .utc, plan: draft,
            proposal: proposal, wishes: request.wishes, load: proposed.load(in: draft.span),
            fairness: proposed.fairness(in: draft.span), fairnessNow: present.fairness(in: draft.span),
            lostChanges: changes.count { $0.overrides(draft.layer.name) && $0.until > draft.span.lowerBound })
    }

    private static func plan(
        _ schedule: Schedule, _ request: SuggestionRequest, _ moment: Date, _ changes: [ScheduleChange],
        _ organisation: OrganisationConfiguration
    ) throws(LayerPlan.Problem) -> LayerPlan {
        // Which layer it is, is known once; who has the others meanwhile, from then on.
        let nobody = organisation.timetable(of: Schedule(name: schedule.name, timezone: schedule.timezone, layers: []))
        let first = try LayerPlan(
            of: schedule, layer: request.layer, after: moment, weeks: request.weeks, beside: nobody,
            zones: organisation.zones)
        return try LayerPlan(
            of: schedule, layer: first.layer.name, after: moment, weeks: request.weeks,
            beside: others(of: schedule, but: first.layer.name, changes, organisation), zones: organisation.zones)
    }

    private static func others(
        of schedule: Schedule, but layer: String, _ changes: [ScheduleChange], _ organisation: OrganisationConfiguration
    ) -> Timetable {
        var rest = schedule
        rest.layers.removeAll { $0.name == layer }
        return organisation.timetable(of: rest, changes: changes.filter { !$0.overrides(layer) })
    }

    private static func task(
        _ plan: LayerPlan, _ request: SuggestionRequest, _ rules: ScheduleChangeRules, _ changes: [ScheduleChange],
        _ organisation: OrganisationConfiguration
    ) throws(OnCallDeskError) -> RotaTask {
        var people: [String] = []
        for name in request.people.isEmpty ? plan.rule.members.flatMap(\.self) : request.people {
            let person = try rules.person(name, at: "/people")
            if !people.contains(where: { $0.lowercased() == person.lowercased() }) { people.append(person) }
        }
        guard (1...RotaTask.mostPeople).contains(people.count) else {
            throw OnCallDeskError(.invalid, at: "/people", "1 to \(RotaTask.mostPeople) people can share a rota")
        }
        let known = Set(people.map { $0.lowercased() })
        for name in request.wishes.compactMap(\.person) + request.shares.keys where !known.contains(name.lowercased()) {
            throw OnCallDeskError(
                .invalid, at: "/wishes", "\(name) is not among those who take these turns; name them in people")
        }
        let zone = organisation.zones.zone(named: rules.schedule.timezone) ?? .utc
        let others = others(of: rules.schedule, but: plan.layer.name, changes, organisation)
        let before = organisation.timetable(of: rules.schedule, changes: changes)
            .shifts(in: plan.span.lowerBound.addingTimeInterval(-1)..<plan.span.lowerBound)
            .first { $0.layer == plan.layer.name && $0.person != nil }
        return RotaTask(
            turns: plan.turns, people: people, wishes: request.wishes.map { $0.wish(in: zone) }, shares: request.shares,
            burden: others.load(in: plan.span).reduce(into: [:]) { $0[$1.person.lowercased()] = $1.weighted },
            before: before?.person)
    }
}

extension ScheduleChange {
    /// Whether it says who has a layer.
    fileprivate func overrides(_ name: String) -> Bool {
        if case .override(name, _) = kind { return true }
        return false
    }
}

extension SuggestionRequest.Wished {
    fileprivate func wish(in zone: Zone) -> Wish {
        switch kind {
        case .away(let from, let until): Wish(of: person, .away(Self.span(from, until, in: zone)))
        case .wants(let from, let until): Wish(of: person, .wants(Self.span(from, until, in: zone)))
        case .notOn(let days): Wish(of: person, .notOn(days))
        case .atMost(let most): Wish(of: person, .atMost(most))
        case .rest(let rest): Wish(of: person, .rest(rest))
        }
    }

    /// Of a span within the hour that a change of clocks leaves out there is nothing.
    static func span(_ from: WallTime, _ until: WallTime, in zone: Zone) -> Range<Date> {
        let start = zone.instant(of: from)
        return start..<max(start, zone.instant(of: until))
    }
}
