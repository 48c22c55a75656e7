import Encodings
import FoundationEssentials
import JSON
import OnCall

/// Reads what Grafana OnCall's HTTP API answers: `/api/v1/users`, `/schedules`, `/on_call_shifts`, `/escalation_chains`,
/// `/escalation_policies`, `/personal_notification_rules`, `/teams`, and for each schedule its `final_shifts`, which do not say of which
/// schedule they are: the answer needs a member `schedule` beside its `results`.
struct OnCallReader {
    private let now: Date
    private let answers: [JSON]
    var draft = ImportDraft(system: "Grafana OnCall")
    /// Mail addresses by id.
    var emails: [String: String] = [:]
    var scheduleNames: [String: String] = [:]
    var teamNames: [String: String] = [:]

    init(_ answers: ImportedAnswers, now: Date) {
        self.now = now
        self.answers = answers.documents
    }

    func draft(_ zones: (Set<String>) throws -> ZoneDatabase) throws -> ImportDraft {
        var reader = self
        for team in reader.all(where: { $0["avatar_url"] != nil && $0["username"] == nil }) {
            if let id = team["id"]?.stringValue { reader.teamNames[id] = team["name"]?.stringValue }
        }
        reader.readUsers()
        var names: Set<String> = []
        for schedule in reader.all(where: Self.isSchedule) {
            guard let id = schedule["id"]?.stringValue, reader.scheduleNames[id] == nil else { continue }
            let name = ImportDraft.unique(schedule["name"]?.stringValue ?? id, among: &names)
            reader.scheduleNames[id] = name
            try reader.readSchedule(schedule, name, zones)
        }
        reader.readChains()
        return reader.draft
    }

    /// The objects of all answers that are of one kind: each says it by its members alone.
    func all(where isOne: (JSON) -> Bool) -> [JSON] {
        answers.flatMap { $0["results"]?.arrayValue ?? [$0] }.filter(isOne)
    }

    private static func isSchedule(_ json: JSON) -> Bool {
        ["ical", "calendar", "web"].contains(json["type"]?.stringValue)
    }

    // MARK: People

    private mutating func readUsers() {
        var rules: [String: [JSON]] = [:]
        for rule in all(where: { $0["user_id"] != nil && $0["position"] != nil }) {
            rules[rule["user_id"]?.stringValue ?? "", default: []].append(rule)
        }
        for user in all(where: { $0["username"] != nil }) {
            guard let id = user["id"]?.stringValue, let email = user["email"]?.stringValue, email.contains("@"),
                emails[id] == nil
            else { continue }
            emails[id] = email
            var person = ImportDraft.PersonFound(
                email: email, name: String((user["username"]?.stringValue ?? email).prefix(200)),
                team: user["teams"]?[0]?.stringValue.flatMap { teamNames[$0] })
            readRules(rules[id] ?? [], of: &person)
            draft.people.append(person)
        }
    }

    /// Rules follow each other by their positions, those for important steps apart, and a `wait` in between holds the next ones back.
    private mutating func readRules(_ rules: [JSON], of person: inout ImportDraft.PersonFound) {
        var unread: Set<String> = []
        for isImportant in [true, false] {
            var minutes = 0
            for rule in rules.filter({ ($0["important"]?.boolValue ?? false) == isImportant }).sorted(by: Self.isBefore)
            {
                switch rule["type"]?.stringValue ?? "unknown" {
                case "wait": minutes += Self.minutes(rule["duration"])
                case "notify_by_email":
                    person.mails[isImportant ? "high" : "low", default: []].append((minutes, person.email))
                case let kind: unread.insert(kind.replacing("notify_by_", with: "").replacing("_", with: " "))
                }
            }
        }
        if !unread.isEmpty {
            draft.notes.append(
                "\(person.email): pages by \(unread.sorted().joined(separator: ", ")) need a provider under `paging` of "
                    + "`capabilities`; add them to `contacts` once there is one")
        }
    }

    static func isBefore(_ left: JSON, _ right: JSON) -> Bool {
        (left["position"]?.intValue ?? 0) < (right["position"]?.intValue ?? 0)
    }

    /// Seconds as minutes, at least one and at most a week.
    static func minutes(_ seconds: JSON?) -> Int { min(max(((seconds?.intValue ?? 300) + 59) / 60, 1), 7 * 1440) }

    // MARK: Schedules

    private mutating func readSchedule(
        _ schedule: JSON, _ name: String, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws {
        guard schedule["type"]?.stringValue != "ical" else {
            draft.notes.append(
                "schedule \(name): it is read from a calendar; give a schedule a layer with that `calendar`")
            return
        }
        let isOfWeb = schedule["type"]?.stringValue == "web"
        let shown = schedule["time_zone"]?.stringValue ?? "UTC"
        let timezone = isOfWeb ? "UTC" : shown
        if isOfWeb, shown != "UTC" {
            draft.notes.append(
                "schedule \(name): \(shown) is only how it was shown; its turns are told by UTC there, and change with daylight "
                    + "saving on the clocks of people. Give it that `timezone` to have them stay")
        }
        let zone = try Self.zone(timezone, "schedule \(name)", zones)
        var found = ImportDraft.ScheduleFound(name: name, timezone: timezone, zone: zone, layers: [], isStack: true)
        let ids = Set((schedule["shifts"]?.arrayValue ?? []).compactMap(\.stringValue))
        let shifts = all(where: {
            $0["duration"] != nil && $0["start"] != nil && ids.contains($0["id"]?.stringValue ?? "")
        })
        if shifts.isEmpty { draft.notes.append("schedule \(name): none of its shifts is in the file") }
        try readShifts(shifts, isOfWeb: isOfWeb, &found, zones)
        readListed(schedule["id"]?.stringValue ?? "", &found)
        if Set(found.layers.map { $0.timezone ?? timezone }).count > 1, Set(found.layers.map(\.level)).count > 1 {
            draft.notes.append(
                "schedule \(name): shifts of several levels are told by several time zones, so that who takes from whom is right "
                    + "only up to their difference")
        }
        draft.schedules.append(found)
    }

    private mutating func readShifts(
        _ shifts: [JSON], isOfWeb: Bool, _ found: inout ImportDraft.ScheduleFound,
        _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws {
        var names: Set<String> = []
        var single: [JSON] = []
        for shift in shifts {
            let title = ImportDraft.unique(shift["name"]?.stringValue ?? "shift", among: &names)
            let place = "schedule \(found.name), shift \(title)"
            guard let kind = shift["type"]?.stringValue, ["rolling_users", "recurrent_event"].contains(kind) else {
                single.append(shift)
                continue
            }
            // Its end is told by UTC, whatever its start is told by.
            let until = shift["until"]?.stringValue.flatMap { WallTime($0) }
            if let until, Double(until.seconds) <= now.timeIntervalSince1970 { continue }
            do {
                let read = try OnCallShift(shift, isOfWeb: isOfWeb, groups: groups(of: shift, place))
                var layer = try read.layer(named: title)
                let own = shift["time_zone"]?.stringValue ?? found.timezone
                if own != found.timezone { layer.timezone = own }
                let zone = try Self.zone(own, place, zones)
                layer.until = until.map {
                    zone.wallTime(at: Date(timeIntervalSince1970: Double($0.seconds)))
                }
                found.layers.append(layer)
            } catch let error as OnCallShift.NoEqual {
                draft.notes.append("\(place): it \(error.reason), which has no equal, and is left out")
            }
        }
        found.layers.sort { ($0.level ?? 0) > ($1.level ?? 0) }
        for shift in single { try readSingle(shift, &found, zones) }
    }

    private mutating func groups(of shift: JSON, _ place: String) -> [[String]] {
        let lists = shift["rolling_users"]?.arrayValue ?? shift["users"].map { [$0] } ?? []
        return lists.map { list in
            let ids = (list.arrayValue ?? []).compactMap(\.stringValue)
            let found = ids.compactMap { emails[$0] }
            if found.count < ids.count {
                draft.notes.append("\(place): somebody is not among the users of the file, and has no turns")
            }
            return found
        }
    }

    /// A `single_event`, or an `override`, which takes whatever anybody has then.
    private mutating func readSingle(
        _ shift: JSON, _ found: inout ImportDraft.ScheduleFound, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws {
        let place = "schedule \(found.name), shift \(shift["name"]?.stringValue ?? "")"
        let zone = try Self.zone(shift["time_zone"]?.stringValue ?? found.timezone, place, zones)
        guard let start = shift["start"]?.stringValue.flatMap({ WallTime($0) }) else { return }
        let from = zone.instant(of: start)
        let until = from.addingTimeInterval(Double(shift["duration"]?.intValue ?? 0))
        guard until > now else { return }
        let highest = found.layers.compactMap(\.level).max() ?? 0
        let takes = shift["type"]?.stringValue == "override" || (shift["level"]?.intValue ?? 0) > highest
        for (index, person) in (groups(of: shift, place).first ?? []).enumerated() {
            found.overrides.append(
                ImportDraft.Override(
                    person: person, from: from, until: until, place: takes && index == 0 ? .all : .added))
        }
    }

    /// All that begins before the last shift that is listed is listed; of what began before now, only what goes on.
    private func readListed(_ id: String, _ found: inout ImportDraft.ScheduleFound) {
        for answer in answers where answer["schedule"]?.stringValue == id {
            for shift in answer["results"]?.arrayValue ?? [] {
                let person = shift["user_pk"]?.stringValue.flatMap { emails[$0] } ?? shift["user_email"]?.stringValue
                guard let person, let from = shift["shift_start"]?.stringValue.flatMap(RFC3339.date(from:)),
                    let until = shift["shift_end"]?.stringValue.flatMap(RFC3339.date(from:)), from < until
                else { continue }
                found.listed.append(ListedShift(person, from: from, until: until))
            }
        }
        if let first = found.listed.map(\.from).min(), let last = found.listed.map(\.from).max() {
            let begin = max(first, now)
            if begin < last { found.span = begin..<last }
        }
    }

    private static func zone(
        _ name: String, _ place: String, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws -> Zone {
        if name == "UTC" { return .utc }
        guard let zone = try zones([name]).zone(named: name) else {
            throw ImportError("\(place) is in the time zone \(name), which this host does not have")
        }
        return zone
    }
}
