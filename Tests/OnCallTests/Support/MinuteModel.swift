import FoundationEssentials

@testable import OnCall

/// Who is on call, worked out the slow way: clocks are a table of minutes, and everything is asked at one minute.
struct MinuteModel {
    /// What clocks show, minute after minute from `start` on.
    private let start: Int
    private let walls: [Int]
    private let first: [Int: Int]
    let layers: [ScheduleLayer]
    let changes: [ScheduleChange]

    /// - Parameter zone: offsets by instant, as the zone's data was made from it.
    init(
        from start: Int, minutes: Int, initial: Int, zone: [(at: Int, offset: Int)], layers: [ScheduleLayer],
        changes: [ScheduleChange]
    ) {
        var walls: [Int] = []
        var first: [Int: Int] = [:]
        for minute in 0..<minutes {
            let instant = start + minute * 60
            var offset = initial
            for change in zone where change.at <= instant { offset = change.offset }
            walls.append(instant + offset)
            if first[instant + offset] == nil { first[instant + offset] = instant }
        }
        self.start = start
        self.walls = walls
        self.first = first
        self.layers = layers
        self.changes = changes
    }

    /// When clocks show a time first; one that they leap over is counted on from the minute before the leap.
    private func instant(_ wall: Int) -> Int {
        if let instant = first[wall] { return instant }
        guard let leap = walls.indices.dropFirst().first(where: { walls[$0 - 1] < wall && walls[$0] > wall }) else {
            return wall < walls[0] ? .min : .max
        }
        return start + (leap - 1) * 60 + (wall - walls[leap - 1])
    }

    /// Turn by turn, the instants at which they begin.
    func begins(of layer: ScheduleLayer) -> [(turn: Int, at: Int)] {
        var begins: [(Int, Int)] = []
        var wall = layer.turns.anchor.seconds
        var turn = 0
        while wall < (walls.last ?? 0) {
            begins.append((turn, instant(wall)))
            wall += layer.turns.rotation.lengths[turn % layer.turns.rotation.lengths.count]
            turn += 1
        }
        return begins
    }

    /// The hours of a layer, as instants.
    func hours(of layer: ScheduleLayer) -> [Range<Int>] {
        let days = (walls[0] / 86_400 - 1)...((walls.last ?? 0) / 86_400)
        return days.flatMap { day -> [Range<Int>] in
            layer.hours.filter { $0.days.contains(Weekday.allCases[(day + 3) % 7]) }.compactMap { hours in
                let end = hours.until > hours.from ? hours.until : hours.until + 86_400
                let (from, until) = (instant(day * 86_400 + hours.from), instant(day * 86_400 + end))
                return from < until ? from..<until : nil
            }
        }
    }

    /// `layer person source` of everybody at a minute, sorted.
    func onCall(
        at instant: Int, begins: [[(turn: Int, at: Int)]], hours: [[Range<Int>]]
    ) -> [String] {
        var people: [(layer: String, person: String, source: ShiftSource)] = []
        for (index, layer) in layers.enumerated() {
            if !layer.hours.isEmpty && !hours[index].contains(where: { $0.contains(instant) }) { continue }
            guard let turn = begins[index].last(where: { $0.at <= instant })?.turn else { continue }
            people += layer.members[turn % layer.members.count].map { (layer.name, $0, .rotation) }
        }
        for change in changes {
            guard Int(change.from.timeIntervalSince1970) <= instant, instant < Int(change.until.timeIntervalSince1970)
            else { continue }
            switch change.kind {
            case .override(let layer, let person):
                people.removeAll { $0.layer == layer }
                if let person { people.append((layer, person, .override)) }
            case .swap(let one, let other):
                people = people.map {
                    $0.person == one
                        ? ($0.layer, other, .swap) : $0.person == other ? ($0.layer, one, .swap) : $0
                }
            case .added(let person, _): people.append(("-", person, .added))
            }
        }
        return people.map { "\($0.layer) \($0.person) \($0.source)" }.sorted()
    }
}

extension ScheduleLayer {
    /// The turns of a layer that has some.
    var turns: LayerTurnRule {
        guard case .turns(let rule) = duty else { preconditionFailure("\(name) has no turns") }
        return rule
    }
}
