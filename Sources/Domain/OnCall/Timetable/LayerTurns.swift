import FoundationEssentials

/// The turns of a layer as spans of time, each computed from the anchor and never from the turn before.
struct LayerTurns: Sendable {
    let layer: ScheduleLayer
    let rule: LayerTurnRule
    let zone: Zone

    private static let reach = Zone.reach

    /// The shifts that overlap a span, whole, in order of time.
    func shifts(in span: Range<Date>) -> [Shift] {
        var shifts: [Shift] = []
        var turn = turn(at: span.lowerBound.wholeSeconds)
        while start(ofTurn: turn) < span.upperBound.wholeSeconds + Self.reach {
            for piece in pieces(ofTurn: turn) {
                let (from, until) = (Date(wholeSeconds: piece.lowerBound), Date(wholeSeconds: piece.upperBound))
                let members = rule.members[turn.remainder(by: rule.members.count)]
                for person in members.isEmpty ? [nil] : members.map(Optional.some) {
                    let shift = Shift(person: person, from: from, until: until, layer: layer.name, shadow: layer.shadow)
                    if shift.overlaps(span) { shifts.append(shift) }
                }
            }
            turn += 1
        }
        return shifts
    }

    /// The last turn that has begun at a second. Where clocks leap over more than a turn, a later one may begin first.
    private func turn(at second: Int) -> Int {
        var turn = rule.rotation.turn(after: second + Self.reach - rule.anchor.seconds)
        while start(ofTurn: turn) > second { turn -= 1 }
        return turn
    }

    private func wall(ofTurn turn: Int) -> Int { rule.anchor.seconds + rule.rotation.start(ofTurn: turn) }

    private func start(ofTurn turn: Int) -> Int { zone.second(of: wall(ofTurn: turn)) }

    /// The span of a turn, until any later one begins.
    private func span(ofTurn turn: Int) -> Range<Int>? {
        let start = start(ofTurn: turn)
        var end = self.start(ofTurn: turn + 1)
        // Of turns that all begin in order the next one is the first, unless clocks change meanwhile.
        if zone.changes(after: start - Self.reach, through: end + Self.reach).isEmpty { return start..<end }
        var later = turn + 2
        while wall(ofTurn: later) - Self.reach < end {
            end = min(end, self.start(ofTurn: later))
            later += 1
        }
        return start < end ? start..<end : nil
    }

    /// The parts of a turn within the layer's hours and its first and last moment.
    private func pieces(ofTurn turn: Int) -> [Range<Int>] {
        span(ofTurn: turn).map { layer.pieces(of: $0, in: zone) } ?? []
    }
}

extension ScheduleLayer {
    /// The parts of a span within the layer's hours and its first and last moment.
    func pieces(of whole: Range<Int>, in zone: Zone) -> [Range<Int>] {
        let lower = max(whole.lowerBound, from.map { zone.second(of: $0.seconds) } ?? .min)
        let upper = min(whole.upperBound, until.map { zone.second(of: $0.seconds) } ?? .max)
        guard lower < upper else { return [] }
        guard !hours.isEmpty else { return [lower..<upper] }
        return hours.windows(in: lower..<upper, zone)
    }
}

extension [Range<Int>] {
    /// The same as spans in order that neither overlap nor meet.
    var union: [Range<Int>] {
        var result: [Range<Int>] = []
        for span in filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, span.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, span.upperBound)
            } else {
                result.append(span)
            }
        }
        return result
    }
}
