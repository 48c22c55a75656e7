import JSON
import OnCall

/// A rotation of another system, on the walls of one zone.
struct ImportedLayer: Sendable, Hashable {
    var name: String
    var anchor: WallTime
    /// How long a turn lasts, in hours.
    var turn: Int
    /// Mail addresses, turn by turn; nobody for a turn whose person is gone.
    var members: [[String]]
    /// The minutes of the week to which it is restricted.
    var week: WeekMask = .full
    var from: WallTime?
    var until: WallTime?
    /// By whose clocks it is told; the schedule's when it is `nil`.
    var timezone: String?
    /// Rotations of one level are on call beside each other, and take from those of lower levels; one without level is alone on its.
    var level: Int?

    /// As it will be read from the configuration, without its hours being written out first.
    func layer(in timezone: String) -> ScheduleLayer {
        ScheduleLayer(
            name: name, timezone: self.timezone ?? timezone, anchor: anchor, rotation: .hours(turn), members: members,
            hours: week.isFull ? [] : week.spans, from: from, until: until)
    }

    /// As `layers` of the configuration have it.
    var json: JSON {
        var layer: JSONObject = ["name": .string(name), "start": .string(anchor.description)]
        layer["turn"] = .string(turn % 168 == 0 ? "\(turn / 168)w" : turn % 24 == 0 ? "\(turn / 24)d" : "\(turn)h")
        layer["members"] = .array(
            members.map { $0.count == 1 ? .string($0[0]) : $0.isEmpty ? .null : .array($0.map(JSON.string)) })
        if let timezone { layer["timezone"] = .string(timezone) }
        if !week.isFull { layer["hours"] = .array(week.hours) }
        if let from { layer["from"] = .string(from.description) }
        if let until { layer["until"] = .string(until.description) }
        return .object(layer)
    }
}

/// Rotations of which at each moment only the first level that covers it counts, as layers side by side that do not overlap.
///
/// Each rotation keeps the minutes that no level before its own has; where one begins or ends, those behind it are cut in time.
struct LayerStack {
    /// The one that counts first.
    let layers: [ImportedLayer]

    /// - Parameter begin: what was before it is of no interest.
    func sideBySide(from begin: WallTime) -> [ImportedLayer] {
        let active = layers.filter { $0.until.map { $0 > begin } ?? true }
        let cuts = Set(active.flatMap { [$0.from, $0.until].compactMap(\.self) }.filter { $0 > begin }).sorted()
        var pieces: [[ImportedLayer]] = active.map { _ in [] }
        for (index, start) in ([begin] + cuts).enumerated() {
            let end = index < cuts.count ? cuts[index] : nil
            var taken = WeekMask.empty
            var (level, ofLevel): (Int?, WeekMask) = (nil, .empty)
            for (number, layer) in active.enumerated() {
                guard layer.from.map({ $0 <= start }) ?? true, layer.until.map({ $0 > start }) ?? true else { continue }
                if layer.level == nil || layer.level != level {
                    taken = taken.union(ofLevel)
                    (level, ofLevel) = (layer.level, .empty)
                }
                let own = layer.week.subtracting(taken)
                ofLevel = ofLevel.union(layer.week)
                if own.isEmpty { continue }
                if let last = pieces[number].last, last.until == start, last.week == own {
                    pieces[number][pieces[number].count - 1].until = end
                } else {
                    var piece = layer
                    piece.week = own
                    piece.from = index == 0 ? layer.from : start
                    piece.until = end
                    pieces[number].append(piece)
                }
            }
        }
        return pieces.flatMap { pieces in
            pieces.enumerated().map { index, piece in
                var piece = piece
                if pieces.count > 1 { piece.name += ", part \(index + 1)" }
                return piece
            }
        }
    }
}
