import Encodings
import FoundationEssentials
import JSON
import OnCall

/// Reads what PagerDuty's REST API v2 answers: `GET /users` (with `include[]=contact_methods` and `include[]=notification_rules`),
/// `GET /schedules/{id}?since=…&until=…` for each schedule, `GET /escalation_policies`.
///
/// Of the layers of a schedule one counts at a time. In which order they are listed has changed over the years, so that the order
/// counts in which they make the final schedule that the answer lists.
struct PagerDutyReader {
    private let answers: ImportedAnswers
    private let now: Date
    private var draft = ImportDraft(system: "PagerDuty")
    private var emails: [String: String] = [:]
    private var scheduleNames: [String: String] = [:]

    init(_ answers: ImportedAnswers, now: Date) {
        self.answers = answers
        self.now = now
    }

    func draft(_ zones: (Set<String>) throws -> ZoneDatabase) throws -> ImportDraft {
        var reader = self
        reader.readUsers()
        let schedules = answers.all("schedules", or: "schedule")
        var names: Set<String> = []
        for schedule in schedules {
            guard let id = schedule["id"]?.stringValue, reader.scheduleNames[id] == nil else { continue }
            let name = schedule["name"]?.stringValue ?? schedule["summary"]?.stringValue ?? id
            reader.scheduleNames[id] = ImportDraft.unique(name, among: &names)
            try reader.readSchedule(schedule, reader.scheduleNames[id] ?? id, zones)
        }
        reader.readPolicies()
        return reader.draft
    }

    // MARK: People

    private mutating func readUsers() {
        var seen: Set<String> = []
        for user in answers.all("users", or: "user") {
            guard let email = user["email"]?.stringValue, let id = user["id"]?.stringValue else { continue }
            emails[id] = email
            guard seen.insert(email.lowercased()).inserted else { continue }
            var person = ImportDraft.PersonFound(
                email: email, name: String((user["name"]?.stringValue ?? email).prefix(200)),
                team: user["teams"]?[0]?["summary"]?.stringValue)
            var unread: Set<String> = []
            for rule in user["notification_rules"]?.arrayValue ?? [] {
                guard let urgency = rule["urgency"]?.stringValue, urgency == "high" || urgency == "low" else {
                    continue
                }
                let method = contact(of: rule, user)
                let kind = method?["type"]?.stringValue?.replacing("_reference", with: "") ?? "unknown"
                if kind == "email_contact_method", let address = method?["address"]?.stringValue {
                    person.mails[urgency, default: []].append((rule["start_delay_in_minutes"]?.intValue ?? 0, address))
                } else {
                    unread.insert(kind.replacing("_contact_method", with: "").replacing("_", with: " "))
                }
            }
            if !unread.isEmpty {
                draft.notes.append(
                    "\(email): pages by \(unread.sorted().joined(separator: ", ")) need a provider under `paging` of "
                        + "`capabilities`; add them to `contacts` once there is one")
            }
            draft.people.append(person)
        }
    }

    /// A rule names its method, and the user has it whole.
    private func contact(of rule: JSON, _ user: JSON) -> JSON? {
        let named = rule["contact_method"]
        let id = named?["id"]?.stringValue
        return user["contact_methods"]?.arrayValue?.first { $0["id"]?.stringValue == id && $0["address"] != nil }
            ?? named
    }

    // MARK: Schedules

    private mutating func readSchedule(
        _ schedule: JSON, _ name: String, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws {
        let timezone = schedule["time_zone"]?.stringValue ?? "UTC"
        guard let zone = try zones([timezone]).zone(named: timezone) else {
            throw ImportError("schedule \(name) is in the time zone \(timezone), which this host does not have")
        }
        guard let listedLayers = schedule["schedule_layers"]?.arrayValue else {
            draft.notes.append("schedule \(name): it has no layers in the file; save GET /schedules/{id} of it")
            return
        }
        var names: Set<String> = []
        let layers = listedLayers.compactMap { layer(of: $0, zone, name, &names) }
        var found = ImportDraft.ScheduleFound(
            name: name, timezone: timezone, zone: zone, layers: layers, isStack: true)
        let final = entries(of: schedule["final_schedule"])
        found.listed = final.map { ListedShift($0.person, from: $0.from, until: $0.until) }
        // What is listed reaches from the first to the last entry of any layer; an answer does not say for when it was asked.
        let all = final + listedLayers.flatMap { entries(of: $0) }
        if let first = all.map(\.from).min(), let last = all.map(\.until).max() { found.span = first..<last }
        found.overrides = entries(of: schedule["overrides_subschedule"])
            .map { ImportDraft.Override(person: $0.person, from: $0.from, until: $0.until, place: .all) }
        found.layers = orderThatFits(found)
        draft.schedules.append(found)
    }

    /// The layers in the order listed or reversed: whichever has fewer minutes that the final schedule says otherwise.
    private func orderThatFits(_ found: ImportDraft.ScheduleFound) -> [ImportedLayer] {
        guard found.layers.count > 1, let span = found.span else { return found.layers }
        func misses(_ layers: [ImportedLayer]) -> TimeInterval {
            let begin = found.zone.wallTime(at: span.lowerBound)
            let pieces = LayerStack(layers: layers).sideBySide(from: begin)
            guard !pieces.isEmpty else { return .infinity }
            let schedule = Schedule(
                name: found.name, timezone: found.timezone, layers: pieces.map { $0.layer(in: found.timezone) })
            guard
                let base = try? Timetable(
                    schedule, zones: ZoneDatabase(zones: [found.timezone: found.zone])),
                let table = try? Timetable(
                    schedule, changes: OverridePlan(found, base).changes,
                    zones: ZoneDatabase(zones: [found.timezone: found.zone]))
            else { return .infinity }
            return RotaProof(found.name, table, listed: found.listed, in: span).differences
                .reduce(0) { $0 + $1.until.timeIntervalSince($1.from) }
        }
        let reversed = Array(found.layers.reversed())
        return misses(reversed) < misses(found.layers) ? reversed : found.layers
    }

    private mutating func layer(
        of json: JSON, _ zone: Zone, _ schedule: String, _ names: inout Set<String>
    ) -> ImportedLayer? {
        let name = ImportDraft.unique(json["name"]?.stringValue ?? "layer", among: &names)
        let place = "schedule \(schedule), layer \(name)"
        guard let turn = json["rotation_turn_length_seconds"]?.intValue, let start = time(json["start"]) else {
            draft.notes.append("\(place): it says no start or no length of a turn, and is left out")
            return nil
        }
        if let end = time(json["end"]), end <= now { return nil }
        guard turn % 3600 == 0, (1...8784).contains(turn / 3600) else {
            draft.notes.append(
                "\(place): turns of \(turn) seconds have no equal, which are whole hours; it is left out")
            return nil
        }
        var members: [[String]] = []
        for user in json["users"]?.arrayValue ?? [] {
            let reference = user["user"] ?? user
            members.append(email(of: reference, place).map { [$0] } ?? [])
        }
        guard !members.isEmpty else {
            draft.notes.append("\(place): nobody takes turns, and it is left out")
            return nil
        }
        let anchor = time(json["rotation_virtual_start"]) ?? start
        return ImportedLayer(
            name: name, anchor: zone.wallTime(at: anchor), turn: turn / 3600, members: members,
            week: week(json["restrictions"]?.arrayValue ?? [], place), from: zone.wallTime(at: start),
            until: time(json["end"]).map { zone.wallTime(at: $0) })
    }

    private mutating func week(_ restrictions: [JSON], _ place: String) -> WeekMask {
        guard !restrictions.isEmpty else { return .full }
        var week = WeekMask.empty
        for restriction in restrictions {
            guard
                let match = restriction["start_time_of_day"]?.stringValue?.wholeMatch(
                    of: /([0-9]{2}):([0-9]{2}):([0-9]{2})/),
                let hour = Int(match.1), let minute = Int(match.2), match.3 == "00",
                let seconds = restriction["duration_seconds"]?.intValue, seconds > 0, seconds % 60 == 0
            else {
                draft.notes.append("\(place): a restriction is not of whole minutes, and is left out")
                continue
            }
            let start = hour * 60 + minute
            if restriction["type"]?.stringValue == "weekly_restriction" {
                let day = min(7, max(1, restriction["start_day_of_week"]?.intValue ?? 1)) - 1
                week.insert(day * 1440 + start, length: seconds / 60)
            } else {
                for day in 0..<7 { week.insert(day * 1440 + start, length: seconds / 60) }
            }
        }
        return week
    }

    private mutating func entries(of subschedule: JSON?) -> [(person: String, from: Date, until: Date)] {
        (subschedule?["rendered_schedule_entries"]?.arrayValue ?? []).compactMap { entry in
            guard let from = time(entry["start"]), let until = time(entry["end"]), from < until,
                let user = entry["user"], let email = email(of: user, nil)
            else { return nil }
            return (email, from, until)
        }
    }

    private mutating func email(of reference: JSON, _ place: String?) -> String? {
        if let email = reference["email"]?.stringValue { return email }
        let id = reference["id"]?.stringValue ?? ""
        if let email = emails[id] { return email }
        if let place {
            let name = reference["summary"]?.stringValue ?? id
            draft.notes.append(
                "\(place): \(name) is not among the users of the file, so that nobody has these turns; add GET /users")
        }
        return nil
    }

    private func time(_ json: JSON?) -> Date? { json?.stringValue.flatMap(RFC3339.date(from:)) }

    // MARK: Policies

    private mutating func readPolicies() {
        var names: Set<String> = []
        for policy in answers.all("escalation_policies", or: "escalation_policy") {
            let name = ImportDraft.unique(policy["name"]?.stringValue ?? "policy", among: &names)
            var named: [String] = []
            var steps: [JSON] = []
            for rule in policy["escalation_rules"]?.arrayValue ?? [] {
                let targets = (rule["targets"]?.arrayValue ?? []).compactMap { target(of: $0, name, &named) }
                guard !targets.isEmpty else { continue }
                var step: JSONObject = ["targets": .array(targets.map(JSON.string))]
                if strategy(of: rule) == "round_robin" { step["strategy"] = "round_robin" }
                let minutes = min(max(rule["escalation_delay_in_minutes"]?.intValue ?? 30, 1), 7 * 1440)
                step["wait"] = .string("\(minutes)m")
                steps.append(.object(step))
            }
            guard !steps.isEmpty else {
                draft.notes.append("policy \(name): none of its targets is in the file, and it is left out")
                continue
            }
            draft.policies.append(
                ImportDraft.PolicyFound(
                    name: name, steps: Array(steps.prefix(20)), repeats: policy["num_loops"]?.intValue ?? 0,
                    named: named))
        }
    }

    /// A word, or a list of objects with it, as its schema and its examples have it.
    private func strategy(of rule: JSON) -> String? {
        let strategy = rule["escalation_rule_assignment_strategy"]
        return strategy?.stringValue ?? strategy?["type"]?.stringValue ?? strategy?[0]?["type"]?.stringValue
    }

    private mutating func target(of target: JSON, _ policy: String, _ named: inout [String]) -> String? {
        let id = target["id"]?.stringValue ?? ""
        if target["type"]?.stringValue?.hasPrefix("schedule") == true {
            let schedule = scheduleNames[id].flatMap { name in
                draft.schedules.first { $0.name == name && !$0.layers.isEmpty }
            }
            if let schedule { return schedule.name }
        } else if let email = emails[id] {
            named.append(email)
            return email
        }
        draft.notes.append(
            "policy \(policy): the target \(target["summary"]?.stringValue ?? id) is not in the file, and is left out")
        return nil
    }
}
