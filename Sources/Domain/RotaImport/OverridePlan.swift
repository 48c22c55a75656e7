import Encodings
import FoundationEssentials
import OnCall

/// Overrides of another system as changes of layers.
///
/// Where the other system lets somebody stand in for whoever is on call, the span is cut by layers: each part takes the layers
/// that are on duty, and where none is the person is added.
struct OverridePlan {
    let changes: [ScheduleChange]
    private let schedule: String

    init(_ found: ImportDraft.ScheduleFound, _ table: Timetable) {
        schedule = found.name
        var changes: [ScheduleChange] = []
        for override in found.overrides where override.from < override.until {
            let whole: ScheduleChange.Kind
            switch override.place {
            case .all: changes += Self.cut(override, table, of: nil)
            case .person(let person): changes += Self.cut(override, table, of: person.lowercased())
            case .layer(let layer):
                whole = .override(layer: layer, person: override.person)
                changes.append(ScheduleChange(whole, from: override.from, until: override.until))
            case .added:
                whole = .added(override.person, shadow: false)
                changes.append(ScheduleChange(whole, from: override.from, until: override.until))
            }
        }
        self.changes = changes
    }

    /// - Parameter person: whose shifts are taken; everybody's, and the times that nobody has, when it is `nil`.
    private static func cut(
        _ override: ImportDraft.Override, _ table: Timetable, of person: String?
    ) -> [ScheduleChange] {
        let span = override.from..<override.until
        let shifts = table.shifts(in: span).filter {
            $0.layer != nil && $0.person != nil && (person == nil || $0.person?.lowercased() == person)
        }
        let points = Set([span.lowerBound] + shifts.flatMap { [$0.from, $0.until] }).filter { span.contains($0) }
            .sorted()
        var changes: [ScheduleChange] = []
        for (index, point) in points.enumerated() {
            let end = index + 1 < points.count ? points[index + 1] : span.upperBound
            let layers = shifts.filter { $0.from <= point && point < $0.until }.compactMap(\.layer)
            if layers.isEmpty, person != nil { continue }
            let kinds: [ScheduleChange.Kind] =
                layers.isEmpty
                ? [.added(override.person, shadow: false)]
                : layers.map { .override(layer: $0, person: override.person) }
            for kind in kinds {
                if let last = changes.lastIndex(where: { $0.kind == kind }), changes[last].until == point {
                    changes[last].until = end
                } else {
                    changes.append(ScheduleChange(kind, from: point, until: end))
                }
            }
        }
        return changes
    }

    /// What says the changes again that are not over.
    func commands(after now: Date, system: String) -> [String] {
        changes.filter { $0.until > now }.map { change in
            let who: String
            switch change.kind {
            case .override(let layer, let person): who = "--layer \(Self.quoted(layer)) --person \(person ?? "")"
            case .added(let person, _): who = "--added --person \(person)"
            case .swap(let one, let other): who = "\(one) \(other)"
            }
            return "muster oncall override \(Self.quoted(schedule)) \(who) --from \(RFC3339.string(from: change.from)) "
                + "--until \(RFC3339.string(from: change.until)) --reason 'from \(system)'"
        }
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
