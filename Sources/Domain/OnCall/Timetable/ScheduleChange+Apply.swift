import FoundationEssentials

extension ScheduleChange {
    /// Shifts as the change leaves them.
    func applied(to shifts: [Shift]) -> [Shift] {
        guard from < until else { return shifts }
        let span = from..<until
        switch kind {
        case .override(let layer, let person):
            let shadow = shifts.first { $0.layer == layer }?.shadow ?? false
            let others = shifts.flatMap { $0.layer == layer ? $0.outside(span) : [$0] }
            return others + [
                Shift(person: person, from: from, until: until, layer: layer, source: .override, shadow: shadow)
            ]
        case .swap(let first, let second):
            return shifts.flatMap { shift -> [Shift] in
                guard let person = shift.person, var part = shift.inside(span) else { return [shift] }
                switch person.lowercased() {
                case first.lowercased(): part.person = second
                case second.lowercased(): part.person = first
                default: return [shift]
                }
                part.source = .swap
                return shift.outside(span) + [part]
            }
        case .added(let person, let shadow):
            return shifts + [
                Shift(person: person, from: from, until: until, layer: nil, source: .added, shadow: shadow)
            ]
        }
    }
}
