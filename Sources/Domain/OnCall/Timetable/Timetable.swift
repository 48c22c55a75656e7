public import FoundationEssentials

/// A schedule with its changes and its zones: who is on call when.
public struct Timetable: Sendable {
    /// The schedule.
    public let schedule: Schedule
    /// The zone in which it is shown.
    public let zone: Zone
    private let layers: [LayerShifts]
    private let changes: [ScheduleChange]

    /// - Parameters:
    ///   - schedule: the schedule.
    ///   - changes: what people changed, in the order in which they did: the later ones win.
    ///   - calendars: what the calendars of layers say, by the layers' names; nobody is on duty where one is not there.
    ///   - zones: the zone data.
    /// - Throws: ``UnknownZone`` for a zone that the data does not have.
    public init(
        _ schedule: Schedule, changes: [ScheduleChange] = [], calendars: [String: CalendarShifts] = [:],
        zones: ZoneDatabase
    ) throws(UnknownZone) {
        func zone(_ name: String) throws(UnknownZone) -> Zone {
            guard let zone = zones.zone(named: name) else { throw UnknownZone(name: name) }
            return zone
        }
        self.schedule = schedule
        self.changes = changes
        self.zone = try zone(schedule.timezone)
        var layers: [LayerShifts] = []
        for layer in schedule.layers {
            let zone = try zone(layer.timezone)
            switch layer.duty {
            case .turns(let rule): layers.append(.turns(LayerTurns(layer: layer, rule: rule, zone: zone)))
            case .calendar: layers.append(.calendar(layer, calendars[layer.name] ?? CalendarShifts([]), zone))
            }
        }
        self.layers = layers
    }

    /// Who is on call at a moment, the first line first and extra cover last; shadows are among them.
    public func onCall(at moment: Date) -> [Shift] {
        people(in: moment..<moment.addingTimeInterval(1)).filter {
            $0.person != nil && $0.from <= moment && moment < $0.until
        }
    }

    /// Who leads at a moment: the first who does not only look on.
    public func lead(at moment: Date) -> String? { onCall(at: moment).first(where: \.covers)?.person }

    /// The shifts that overlap a span, whole, in order of time; with those that nobody has, and the gaps of the span as
    /// shifts of nobody in no layer.
    public func shifts(in span: Range<Date>) -> [Shift] {
        let people = Self.inOrder(people(in: span))
        let gaps = Self.gaps(people, in: span).map {
            Shift(person: nil, from: $0.lowerBound, until: $0.upperBound, layer: nil)
        }
        return Self.inOrder(people + gaps)
    }

    /// The times of a span at which nobody is on call. Shadows are nobody.
    public func gaps(in span: Range<Date>) -> [Range<Date>] { Self.gaps(people(in: span), in: span) }

    /// How much of a span somebody is on call, 0 to 100; 100 of an empty span.
    public func coverage(in span: Range<Date>) -> Double {
        let whole = span.upperBound.timeIntervalSince(span.lowerBound)
        guard whole > 0 else { return 100 }
        let open = gaps(in: span).reduce(0) { $0 + $1.upperBound.timeIntervalSince($1.lowerBound) }
        return (whole - open) / whole * 100
    }

    /// The shifts that begin after a moment and before any other: whose turn comes next. None when none begins within a
    /// year.
    public func next(after moment: Date) -> [Shift] {
        for days in [8, 32, 128, 370] {
            let span = moment..<moment.addingTimeInterval(Double(days) * 86_400)
            let coming = people(in: span).filter { $0.person != nil && $0.from > moment }
            guard let first = coming.map(\.from).min() else { continue }
            return coming.filter { $0.from == first }
        }
        return []
    }

    /// The shifts that overlap a span, whole, layer after layer.
    private func people(in span: Range<Date>) -> [Shift] {
        guard span.lowerBound < span.upperBound else { return [] }
        var shifts = layers.flatMap { $0.shifts(in: span) }
        // A change outside of the span matters too where it cuts a shift that reaches into it.
        let start = shifts.map(\.from).min().map { min($0, span.lowerBound) } ?? span.lowerBound
        let end = shifts.map(\.until).max().map { max($0, span.upperBound) } ?? span.upperBound
        let changes = changes.filter { $0.from < end && $0.until > start }
        // What the layers say is in their order already.
        if changes.isEmpty { return shifts.filter { $0.overlaps(span) } }
        for change in changes { shifts = change.applied(to: shifts) }
        return shifts.filter { $0.overlaps(span) }.stablySorted { rank($0) < rank($1) }
    }

    private func rank(_ shift: Shift) -> Int {
        schedule.layers.firstIndex { $0.name == shift.layer } ?? schedule.layers.count
    }

    private static func inOrder(_ shifts: [Shift]) -> [Shift] { shifts.stablySorted { $0.from < $1.from } }

    private static func gaps(_ people: [Shift], in span: Range<Date>) -> [Range<Date>] {
        var gaps: [Range<Date>] = []
        var reached = span.lowerBound
        for shift in inOrder(people.filter(\.covers)) {
            if shift.from > reached { gaps.append(reached..<min(shift.from, span.upperBound)) }
            reached = max(reached, shift.until)
        }
        if reached < span.upperBound { gaps.append(reached..<span.upperBound) }
        return gaps
    }
}

extension Array {
    /// Sorted, with equal elements in the order in which they were.
    fileprivate func stablySorted(by areInOrder: (Element, Element) -> Bool) -> [Element] {
        indices.sorted { left, right in
            if areInOrder(self[left], self[right]) { return true }
            return !areInOrder(self[right], self[left]) && left < right
        }.map { self[$0] }
    }
}
