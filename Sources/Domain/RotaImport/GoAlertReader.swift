import Encodings
import FoundationEssentials
import JSON
import OnCall

/// Reads what GoAlert's GraphQL API answers about `users`, `rotations`, `schedules` with `targets { target rules }` and
/// `shifts(start:, end:)`, `userOverrides` and `escalationPolicies`, in lists with `nodes` or one by one.
///
/// A rotation does not say whose turn it was at its start, only whose it is: its users are turned until that fits.
struct GoAlertReader {
    private let now: Date
    let parts: [JSON]
    var draft = ImportDraft(system: "GoAlert")
    var emails: [String: String] = [:]
    var rotations: [String: JSON] = [:]
    var names: Set<String> = []
    var scheduleNames: [String: String] = [:]
    /// Schedules of one rotation that a policy names itself.
    var rotationNames: [String: String] = [:]

    init(_ answers: ImportedAnswers, now: Date) {
        self.now = now
        parts = answers.documents.map { $0["data"] ?? $0 }
    }

    func draft(_ zones: (Set<String>) throws -> ZoneDatabase) throws -> ImportDraft {
        var reader = self
        reader.readUsers()
        for rotation in all("rotations", "rotation") {
            if let id = rotation["id"]?.stringValue { reader.rotations[id] = rotation }
        }
        for schedule in all("schedules", "schedule") {
            guard let id = schedule["id"]?.stringValue, reader.scheduleNames[id] == nil else { continue }
            let name = ImportDraft.unique(schedule["name"]?.stringValue ?? id, among: &reader.names)
            reader.scheduleNames[id] = name
            try reader.readSchedule(schedule, name, zones)
        }
        try reader.readPolicies(zones)
        return reader.draft
    }

    func all(_ plural: String, _ singular: String) -> [JSON] {
        parts.flatMap { part in
            (part[plural]?["nodes"]?.arrayValue ?? part[plural]?.arrayValue ?? []) + (part[singular].map { [$0] } ?? [])
        }
    }

    // MARK: People

    private mutating func readUsers() {
        for user in all("users", "user") {
            guard let id = user["id"]?.stringValue, let email = user["email"]?.stringValue, email.contains("@"),
                emails[id] == nil
            else { continue }
            emails[id] = email
            var person = ImportDraft.PersonFound(
                email: email, name: String((user["name"]?.stringValue ?? email).prefix(200)), team: nil)
            var unread: Set<String> = []
            for rule in user["notificationRules"]?.arrayValue ?? [] {
                let kind = rule["contactMethod"]?["type"]?.stringValue ?? "unknown"
                if kind == "EMAIL", let address = rule["contactMethod"]?["value"]?.stringValue {
                    person.mails["high", default: []].append((rule["delayMinutes"]?.intValue ?? 0, address))
                } else {
                    unread.insert(kind.lowercased().replacing("_", with: " "))
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

    // MARK: Schedules

    private mutating func readSchedule(
        _ schedule: JSON, _ name: String, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws {
        let timezone = schedule["timeZone"]?.stringValue ?? "UTC"
        let zone = try zone(timezone, "schedule \(name)", zones)
        var layers: Set<String> = []
        var found = ImportDraft.ScheduleFound(name: name, timezone: timezone, zone: zone, layers: [], isStack: false)
        for target in schedule["targets"]?.arrayValue ?? [] {
            let id = target["target"]?["id"]?.stringValue ?? ""
            let title = ImportDraft.unique(target["target"]?["name"]?.stringValue ?? id, among: &layers)
            let place = "schedule \(name), \(title)"
            let week = week(target["rules"]?.arrayValue ?? [])
            guard !week.isEmpty else { continue }
            if target["target"]?["type"]?.stringValue == "rotation" {
                guard var layer = try rotation(id, title, timezone, place, zones) else { continue }
                if layer.timezone != nil, !week.isFull {
                    draft.notes.append(
                        "\(place): its hours are told by \(timezone) and its turns by \(layer.timezone ?? ""), and a layer has one "
                            + "zone: the turns are told by \(timezone), too")
                    layer = try rotation(id, title, timezone, place, zones, by: zone) ?? layer
                }
                layer.week = week
                found.layers.append(layer)
            } else if let email = emails[id] {
                found.layers.append(
                    ImportedLayer(
                        name: title, anchor: zone.wallTime(at: now), turn: 168, members: [[email]], week: week))
            } else {
                draft.notes.append("\(place): it is nobody among the users of the file, and is left out")
            }
        }
        readShifts(of: schedule, &found)
        readOverrides(of: schedule, &found)
        if schedule["temporarySchedules"]?.arrayValue?.isEmpty == false {
            draft.notes.append("schedule \(name): temporary schedules have no equal; say their shifts as overrides")
        }
        draft.schedules.append(found)
    }

    private func readShifts(of schedule: JSON, _ found: inout ImportDraft.ScheduleFound) {
        for shift in schedule["shifts"]?.arrayValue ?? [] {
            let id = shift["userID"]?.stringValue ?? shift["user"]?["id"]?.stringValue ?? ""
            guard let from = time(shift["start"]), let until = time(shift["end"]), from < until, let email = emails[id]
            else { continue }
            found.listed.append(ListedShift(email, from: from, until: until))
        }
        if let first = found.listed.map(\.from).min(), let last = found.listed.map(\.until).max() {
            found.span = first..<last
        }
    }

    private mutating func readOverrides(of schedule: JSON, _ found: inout ImportDraft.ScheduleFound) {
        for override in all("userOverrides", "userOverride")
        where override["target"]?["id"]?.stringValue == schedule["id"]?.stringValue {
            guard let from = time(override["start"]), let until = time(override["end"]), from < until else { continue }
            let added = override["addUserID"]?.stringValue.flatMap { emails[$0] }
            let removed = override["removeUserID"]?.stringValue.flatMap { emails[$0] }
            switch (added, removed) {
            case (let added?, let removed?):
                found.overrides.append(
                    ImportDraft.Override(person: added, from: from, until: until, place: .person(removed)))
            case (let added?, nil):
                found.overrides.append(ImportDraft.Override(person: added, from: from, until: until, place: .added))
            case (nil, let removed?):
                draft.notes.append(
                    "schedule \(found.name): from \(RFC3339.string(from: from)) nobody stands in for \(removed), which has no equal; "
                        + "say who does")
            case (nil, nil): break
            }
        }
    }

    /// - Parameter fixed: the zone by whose clocks turns are told whatever the rotation says; its own when it is `nil`.
    mutating func rotation(
        _ id: String, _ title: String, _ timezone: String, _ place: String,
        _ zones: (Set<String>) throws -> ZoneDatabase, by fixed: Zone? = nil
    ) throws -> ImportedLayer? {
        guard let rotation = rotations[id], let start = time(rotation["start"]) else {
            draft.notes.append("\(place): the rotation is not in the file, and is left out")
            return nil
        }
        let unit = ["hourly": 1, "daily": 24, "weekly": 168][rotation["type"]?.stringValue ?? ""]
        let length = (unit ?? 0) * (rotation["shiftLength"]?.intValue ?? 1)
        guard (1...8784).contains(length) else {
            draft.notes.append(
                "\(place): turns of the type \(rotation["type"]?.stringValue ?? "unknown") have no equal, and it is left out"
            )
            return nil
        }
        let own = rotation["timeZone"]?.stringValue ?? timezone
        let zone = try fixed ?? zone(own, place, zones)
        let ids = rotation["userIDs"]?.arrayValue?.compactMap(\.stringValue) ?? []
        var members = ids.map { id in emails[id].map { [$0] } ?? [] }
        guard !members.isEmpty else {
            draft.notes.append("\(place): nobody takes turns, and it is left out")
            return nil
        }
        if members.contains([]) {
            draft.notes.append("\(place): somebody is not among the users of the file, so that nobody has these turns")
        }
        // Who is active was when the answer was given, which is before the next handover that it names.
        let moment = time(rotation["nextHandoffTimes"]?[0])?.addingTimeInterval(-1) ?? now
        let anchor = zone.wallTime(at: start)
        let passed = zone.wallTime(at: moment).seconds - anchor.seconds
        let turn = Int((Double(passed) / Double(length * 3600)).rounded(.down))
        let shift = (rotation["activeUserIndex"]?.intValue ?? 0) - turn
        members = members.indices.map { members[(($0 + shift) % members.count + members.count) % members.count] }
        var layer = ImportedLayer(name: title, anchor: anchor, turn: length, members: members)
        if own != timezone, fixed == nil { layer.timezone = own }
        return layer
    }

    /// Rules by the minute; days are listed from Sunday, and one that ends when it begins lasts a day.
    private func week(_ rules: [JSON]) -> WeekMask {
        var week = WeekMask.empty
        for rule in rules {
            guard let start = minute(rule["start"]), let end = minute(rule["end"]) else { continue }
            let days =
                rule["weekdayFilter"]?.arrayValue?.map { $0.boolValue ?? false } ?? Array(repeating: true, count: 7)
            for (index, isOn) in days.enumerated() where isOn {
                week.insert((index + 6) % 7 * 1440 + start, length: end > start ? end - start : end + 1440 - start)
            }
        }
        return week
    }

    private func minute(_ json: JSON?) -> Int? {
        guard let match = json?.stringValue?.wholeMatch(of: /([0-9]{2}):([0-9]{2})(?::00)?/), let hour = Int(match.1),
            let minute = Int(match.2)
        else { return nil }
        return hour * 60 + minute
    }

    func zone(
        _ name: String, _ place: String, _ zones: (Set<String>) throws -> ZoneDatabase
    ) throws -> Zone {
        guard let zone = try zones([name]).zone(named: name) else {
            throw ImportError("\(place) is in the time zone \(name), which this host does not have")
        }
        return zone
    }

    private func time(_ json: JSON?) -> Date? { json?.stringValue.flatMap(RFC3339.date(from:)) }
}
