import Encodings
import FoundationEssentials
import JSON
import OnCall

/// Reads what Opsgenie's REST API v2 answers: `GET /v2/users`, `/v2/teams`, `/v2/schedules?expand=rotation`,
/// `/v2/schedules/{id}/timeline?interval=…&intervalUnit=…` for each schedule, `/v2/escalations`. All of them call what they
/// answer `data`; what it is shows in its members.
struct OpsgenieReader {
    private let now: Date
    private let users: [JSON]
    private let teams: [JSON]
    private let schedules: [JSON]
    private let escalations: [JSON]
    private let timelines: [JSON]
    private var draft = ImportDraft(system: "Opsgenie")
    /// Mail addresses by id and by user name.
    private var emails: [String: String] = [:]
    private var scheduleNames: [String: String] = [:]

    init(_ answers: ImportedAnswers, now: Date) {
        let objects = answers.all("data", or: "data").filter { $0.objectValue != nil }
        func having(_ key: String) -> [JSON] { objects.filter { $0[key] != nil } }
        self.now = now
        users = having("username")
        teams = having("members")
        schedules = having("rotations").filter { $0["timezone"] != nil }
        escalations = having("rules")
        timelines = having("finalTimeline")
    }

    func draft(_ zones: (Set<String>) throws -> ZoneDatabase) throws -> ImportDraft {
        var reader = self
        reader.readUsers()
        var names: Set<String> = []
        for schedule in schedules {
            guard let id = schedule["id"]?.stringValue, reader.scheduleNames[id] == nil else { continue }
            let name = ImportDraft.unique(schedule["name"]?.stringValue ?? id, among: &names)
            if schedule["enabled"]?.boolValue == false {
                reader.draft.notes.append("schedule \(name): it is not enabled, and is left out")
                continue
            }
            reader.scheduleNames[id] = name
            try reader.readSchedule(schedule, name, zones)
        }
        reader.readEscalations()
        return reader.draft
    }

    // MARK: People

    private mutating func readUsers() {
        var team: [String: String] = [:]
        for group in teams {
            for member in group["members"]?.arrayValue ?? [] {
                let id = member["user"]?["id"]?.stringValue ?? ""
                if team[id] == nil { team[id] = group["name"]?.stringValue }
            }
        }
        for user in users {
            guard let email = user["username"]?.stringValue, emails[email.lowercased()] == nil else { continue }
            let id = user["id"]?.stringValue ?? ""
            emails[email.lowercased()] = email
            emails[id] = email
            draft.people.append(
                ImportDraft.PersonFound(
                    email: email, name: String((user["fullName"]?.stringValue ?? email).prefix(200)), team: team[id]))
        }
    }

    private func email(of recipient: JSON) -> String? {
        let names = ["id", "username", "name"].compactMap { recipient[$0]?.stringValue }
        return names.lazy.compactMap { emails[$0] ?? emails[$0.lowercased()] }.first
    }

    // MARK: Schedules

    private mutating func readSchedule(
        _ schedule: JSON, _ name: String, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws {
        let timezone = schedule["timezone"]?.stringValue ?? "UTC"
        guard let zone = try zones([timezone]).zone(named: timezone) else {
            throw ImportError("schedule \(name) is in the time zone \(timezone), which this host does not have")
        }
        var names: Set<String> = []
        var layers: [String: String] = [:]
        var found = ImportDraft.ScheduleFound(name: name, timezone: timezone, zone: zone, layers: [], isStack: false)
        for rotation in schedule["rotations"]?.arrayValue ?? [] {
            let title = ImportDraft.unique(rotation["name"]?.stringValue ?? "rotation", among: &names)
            guard let layer = layer(of: rotation, title, zone, "schedule \(name), rotation \(title)") else { continue }
            if let id = rotation["id"]?.stringValue { layers[id] = title }
            found.layers.append(layer)
        }
        let id = schedule["id"]?.stringValue
        for timeline in timelines where timeline["_parent"]?["id"]?.stringValue == id {
            for period in periods(of: timeline["finalTimeline"]) {
                found.listed.append(ListedShift(period.person, from: period.from, until: period.until))
            }
            for period in periods(of: timeline["overrideTimeline"]) {
                guard let layer = period.rotation.flatMap({ layers[$0] }) else { continue }
                found.overrides.append(
                    ImportDraft.Override(
                        person: period.person, from: period.from, until: period.until, place: .layer(layer)))
            }
            if let from = time(timeline["startDate"]), let until = time(timeline["endDate"]), from < until {
                found.span = from..<until
            }
        }
        draft.schedules.append(found)
    }

    private mutating func layer(of rotation: JSON, _ title: String, _ zone: Zone, _ place: String) -> ImportedLayer? {
        let length = rotation["length"]?.intValue ?? 1
        let unit = ["hourly": 1, "daily": 24, "weekly": 168][rotation["type"]?.stringValue ?? ""]
        guard let unit, let start = time(rotation["startDate"]), (1...8784).contains(length * unit) else {
            draft.notes.append("\(place): it says no start, or turns that have no equal, and is left out")
            return nil
        }
        if let end = time(rotation["endDate"]), end <= now { return nil }
        var members: [[String]] = []
        for participant in rotation["participants"]?.arrayValue ?? [] {
            let kind = participant["type"]?.stringValue ?? "user"
            if kind == "team" {
                members.append(people(ofTeam: participant))
                draft.notes.append("\(place): a team takes a turn, as the people who are its members today")
            } else if let email = email(of: participant) {
                members.append([email])
            } else {
                members.append([])
                guard kind != "none" else { continue }
                let name = participant["username"]?.stringValue ?? participant["name"]?.stringValue ?? kind
                draft.notes.append(
                    "\(place): \(name) is nobody among the users of the file, so that nobody has these turns")
            }
        }
        guard !members.isEmpty else {
            draft.notes.append("\(place): nobody takes turns, and it is left out")
            return nil
        }
        return ImportedLayer(
            name: title, anchor: zone.wallTime(at: start), turn: length * unit, members: members,
            week: week(rotation["timeRestriction"], place), from: zone.wallTime(at: start),
            until: time(rotation["endDate"]).map { zone.wallTime(at: $0) })
    }

    private func people(ofTeam participant: JSON) -> [String] {
        let (id, name) = (participant["id"]?.stringValue, participant["name"]?.stringValue)
        let team = teams.first { $0["id"]?.stringValue == id || $0["name"]?.stringValue == name }
        return (team?["members"]?.arrayValue ?? []).compactMap { $0["user"].flatMap(email) }
    }

    private mutating func week(_ restriction: JSON?, _ place: String) -> WeekMask {
        guard let restriction, restriction["type"] != nil else { return .full }
        var week = WeekMask.empty
        func minute(_ json: JSON, _ end: String) -> Int {
            (json["\(end)Hour"]?.intValue ?? 0) * 60 + (json["\(end)Min"]?.intValue ?? 0)
        }
        func day(_ json: JSON, _ end: String) -> Int? {
            json["\(end)Day"]?.stringValue.flatMap { Weekday(rawValue: $0.lowercased()) }
                .flatMap(Weekday.allCases.firstIndex)
        }
        if let span = restriction["restriction"] {
            let (start, end) = (minute(span, "start"), minute(span, "end"))
            for day in 0..<7 { week.insert(day * 1440 + start, length: end > start ? end - start : end + 1440 - start) }
        }
        for span in restriction["restrictions"]?.arrayValue ?? [] {
            guard let first = day(span, "start"), let last = day(span, "end") else {
                draft.notes.append("\(place): a restriction names no days, and is left out")
                continue
            }
            let (start, end) = (first * 1440 + minute(span, "start"), last * 1440 + minute(span, "end"))
            week.insert(start, length: end > start ? end - start : end + WeekMask.length - start)
        }
        if week.isEmpty { draft.notes.append("\(place): its restriction leaves no hour, so that it is not restricted") }
        return week.isEmpty ? .full : week
    }

    private func periods(of timeline: JSON?) -> [(rotation: String?, person: String, from: Date, until: Date)] {
        (timeline?["rotations"]?.arrayValue ?? []).flatMap { rotation in
            (rotation["periods"]?.arrayValue ?? []).compactMap { period in
                guard let from = time(period["startDate"]), let until = time(period["endDate"]), from < until,
                    let email = period["recipient"].flatMap(email)
                else { return nil }
                return (rotation["id"]?.stringValue, email, from, until)
            }
        }
    }

    private func time(_ json: JSON?) -> Date? { json?.stringValue.flatMap(RFC3339.date(from:)) }

    // MARK: Policies

    private mutating func readEscalations() {
        var names: Set<String> = []
        for escalation in escalations {
            let name = ImportDraft.unique(escalation["name"]?.stringValue ?? "escalation", among: &names)
            var named: [String] = []
            var rules: [(delay: Int, target: JSON)] = []
            for rule in escalation["rules"]?.arrayValue ?? [] {
                guard let target = target(of: rule["recipient"] ?? .null, name, &named) else { continue }
                if let kind = rule["notifyType"]?.stringValue, kind != "default" {
                    draft.notes.append("escalation \(name): notifyType \(kind) has no equal; who is on call is paged")
                }
                rules.append((minutes(rule["delay"]), target))
            }
            rules.sort { $0.delay < $1.delay }
            guard let first = rules.first else {
                draft.notes.append("escalation \(name): none of its recipients is in the file, and it is left out")
                continue
            }
            if first.delay > 0 {
                draft.notes.append(
                    "escalation \(name): its first step waits \(first.delay) minutes, which here it does not")
            }
            draft.policies.append(
                ImportDraft.PolicyFound(
                    name: name, steps: steps(rules, waiting: escalation["repeat"]?["waitInterval"]?.intValue),
                    repeats: escalation["repeat"]?["count"]?.intValue ?? 0, named: named))
        }
    }

    /// Delays count from the alert, and waits from the step before; rules of one delay are one step.
    private func steps(_ rules: [(delay: Int, target: JSON)], waiting last: Int?) -> [JSON] {
        let delays = Array(Set(rules.map(\.delay))).sorted()
        return delays.enumerated().prefix(20).map { index, delay in
            let wait = index + 1 < delays.count ? delays[index + 1] - delay : max(1, last ?? 5)
            return [
                "targets": .array(rules.filter { $0.delay == delay }.prefix(20).map(\.target)),
                "wait": .string("\(min(wait, 7 * 1440))m"),
            ]
        }
    }

    private func minutes(_ delay: JSON?) -> Int {
        let amount = delay?["timeAmount"]?.intValue ?? 0
        switch delay?["timeUnit"]?.stringValue {
        case "days": return amount * 1440
        case "hours": return amount * 60
        case "seconds": return (amount + 59) / 60
        default: return amount
        }
    }

    private mutating func target(of recipient: JSON, _ escalation: String, _ named: inout [String]) -> JSON? {
        let id = recipient["id"]?.stringValue ?? ""
        switch recipient["type"]?.stringValue {
        case "schedule":
            let name = scheduleNames[id] ?? recipient["name"]?.stringValue ?? ""
            if draft.schedules.contains(where: { $0.name == name && !$0.layers.isEmpty }) { return .string(name) }
        case "team":
            let name =
                recipient["name"]?.stringValue ?? teams.first { $0["id"]?.stringValue == id }?["name"]?.stringValue
            if let name, draft.people.contains(where: { $0.team == name }) { return ["team": .string(name)] }
        default:
            if let email = email(of: recipient) {
                named.append(email)
                return .string(email)
            }
        }
        draft.notes.append(
            "escalation \(escalation): the recipient \(recipient["name"]?.stringValue ?? id) is not in the file, and is left out"
        )
        return nil
    }
}
