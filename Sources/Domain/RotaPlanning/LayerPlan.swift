public import FoundationEssentials
public import OnCall

/// The turns ahead of one layer of a schedule: from a handover on, so many weeks.
public struct LayerPlan: Sendable {
    /// Why there is nothing to plan.
    public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong, and what to do.
        public let description: String
    }

    /// The layer as it is.
    public let layer: ScheduleLayer
    /// Whose turn it was so far.
    public let rule: LayerTurnRule
    /// When the first turn begins, by the layer's clocks: at a handover.
    public let start: WallTime
    /// From the first turn's beginning to the last one's end.
    public let span: Range<Date>
    /// What is to be given to people.
    public let turns: [PlannedTurn]

    private let schedule: Schedule
    private let end: WallTime

    /// The turns of a layer.
    /// - Parameters:
    ///   - name: the layer; the first one in which people still take turns when it is `nil`.
    ///   - moment: before the first turn.
    ///   - weeks: how long at least; the rotation ends as a whole.
    ///   - others: who is on call meanwhile by the schedule's other layers.
    ///   - zones: with those of the schedule; a zone that it has not counts as UTC.
    /// - Throws: ``Problem``.
    public init(
        of schedule: Schedule, layer name: String?, after moment: Date, weeks: Int, beside others: Timetable,
        zones: ZoneDatabase
    ) throws(Problem) {
        let (layer, rule) = try Self.layer(name, of: schedule) { layer in
            layer.until.map { (zones.zone(named: layer.timezone) ?? .utc).instant(of: $0) <= moment } ?? false
        }
        let zone = zones.zone(named: layer.timezone) ?? .utc
        let cycle = rule.rotation.lengths.reduce(0, +)
        var start = rule.anchor.seconds
        let after = zone.wallTime(at: moment).seconds - start
        start += (after > 0 ? (after + cycle - 1) / cycle : -(-after / cycle)) * cycle
        let cycles = (weeks * 7 * 86_400 + cycle - 1) / cycle
        let count = cycles * rule.rotation.lengths.count
        guard count <= RotaTask.mostTurns else {
            throw Problem(
                description:
                    "\(weeks) weeks of \(layer.name) are \(count) turns, of which at most \(RotaTask.mostTurns) can be planned at once; ask for fewer weeks"
            )
        }
        self.layer = layer
        self.rule = rule
        self.schedule = schedule
        self.start = WallTime(seconds: start)
        end = WallTime(seconds: start + cycles * cycle)
        let whole = zone.instant(of: self.start)..<zone.instant(of: end)
        span = whole
        turns = try Self.turns(count, of: layer, rule, (self.start, end), schedule, in: whole, beside: others, zones)
    }

    private static func layer(
        _ name: String?, of schedule: Schedule, isOver: (ScheduleLayer) -> Bool
    ) throws(Problem) -> (ScheduleLayer, LayerTurnRule) {
        let candidates = schedule.layers.compactMap { layer -> (ScheduleLayer, LayerTurnRule)? in
            guard case .turns(let rule) = layer.duty else { return nil }
            return (layer, rule)
        }
        if let name {
            guard let found = candidates.first(where: { $0.0.name == name }) else {
                let known = candidates.map { "`\($0.0.name)`" }.joined(separator: ", ")
                throw Problem(
                    description: known.isEmpty
                        ? "\(schedule.name) has no layer in which people take turns"
                        : "\(schedule.name) has no such layer in which people take turns; there are \(known)")
            }
            return found
        }
        let going = candidates.filter { !isOver($0.0) }
        guard let found = going.first(where: { !$0.0.shadow }) ?? going.first ?? candidates.first else {
            throw Problem(description: "\(schedule.name) has no layer in which people take turns")
        }
        return found
    }

    /// The turns as the timetable itself tells and weighs them: of a layer in which each turn is somebody else's.
    private static func turns(
        _ count: Int, of layer: ScheduleLayer, _ rule: LayerTurnRule, _ walls: (WallTime, WallTime),
        _ schedule: Schedule, in span: Range<Date>, beside others: Timetable, _ zones: ZoneDatabase
    ) throws(Problem) -> [PlannedTurn] {
        let trial = ScheduleLayer(
            name: layer.name, timezone: layer.timezone, anchor: walls.0, rotation: rule.rotation,
            members: (0..<count).map { ["\($0)"] }, hours: layer.hours, from: walls.0, until: walls.1)
        var known = zones
        for name in [layer.timezone, schedule.timezone] where known.zone(named: name) == nil {
            known.zones[name] = .utc
        }
        let table: Timetable
        do {
            table = try Timetable(
                Schedule(name: schedule.name, timezone: schedule.timezone, layers: [trial]), zones: known)
        } catch {
            throw Problem(description: "there is no zone data of \(error.name)")
        }
        var pieces: [Int: [Range<Date>]] = [:]
        for shift in table.shifts(in: span) {
            guard let turn = shift.person.flatMap({ Int($0) }) else { continue }
            pieces[turn, default: []].append(shift.from..<shift.until)
        }
        let weights = table.load(in: span).reduce(into: [Int: Duration]()) { weights, load in
            if let turn = Int(load.person) { weights[turn] = load.weighted }
        }
        let standing = others.shifts(in: span).filter { $0.person != nil && !$0.shadow }
        // A turn of which the layer's hours leave nothing, nobody has to be given.
        return (0..<count).map { turn in
            let pieces = pieces[turn] ?? []
            return PlannedTurn(
                pieces: pieces, weight: weights[turn] ?? .zero, weekdays: weekdays(of: pieces, table.zone),
                busy: Set(
                    standing.filter { shift in
                        pieces.contains { $0.lowerBound < shift.until && shift.from < $0.upperBound }
                    }
                    .compactMap { $0.person?.lowercased() }))
        }
    }

    private static func weekdays(of pieces: [Range<Date>], _ zone: Zone) -> Set<Weekday> {
        var days: Set<Weekday> = []
        for piece in pieces {
            var moment = piece.lowerBound
            while moment < piece.upperBound, days.count < 7 {
                days.insert(zone.wallTime(at: moment).weekday)
                moment = min(moment.addingTimeInterval(6 * 3600), piece.upperBound)
            }
            days.insert(zone.wallTime(at: piece.upperBound.addingTimeInterval(-1)).weekday)
        }
        return days
    }

    /// The layer up to the first turn, and the one that follows it with these people, turn by turn.
    public func layers(with people: [String]) -> [ScheduleLayer] {
        var (old, new) = (layer, layer)
        old.until = layer.until.map { min($0, start) } ?? start
        new.name = Self.name(of: layer.name, start)
        new.from = start
        new.until = layer.until.flatMap { $0 > end ? $0 : nil }
        new.duty = .turns(
            LayerTurnRule(anchor: start, rotation: rule.rotation, members: people.map { [$0] }))
        return [old, new]
    }

    /// The schedule from the first turn on, in which the layer is these people's.
    public func schedule(with people: [String]) -> Schedule {
        var changed = schedule
        changed.layers = schedule.layers.map { $0.name == layer.name ? layers(with: people)[1] : $0 }
        return changed
    }

    /// Names are unique in a schedule, and no longer than 100 characters.
    private static func name(of layer: String, _ start: WallTime) -> String {
        let plain = layer.replacing(#/ from [0-9]{4}-[0-9]{2}-[0-9]{2}$/#, with: "")
        return "\(plain.prefix(80)) from \(start.description.prefix(10))"
    }
}
