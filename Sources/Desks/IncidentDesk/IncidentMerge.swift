import Incident
import IncidentStore

/// That one incident is the same as another, decided by the rows of both while they are held.
struct IncidentMerge: Sendable {
    /// The one that ends.
    var duplicate: IncidentRecord
    /// The one that goes on.
    var other: IncidentRecord
    /// The merges that count in which one of the two takes part.
    var current: [Merges.Current]
    /// Who says so, as far as it decides what they may be told.
    var viewer: Viewer

    /// Whether anything is to be done: an incident that is merged already is not merged again.
    /// - Throws: ``IncidentDeskError``, where it cannot be.
    func check() throws(IncidentDeskError) -> Bool {
        if let former = current.first(where: { $0.incident == duplicate.id }) {
            if former.into == other.id { return false }
            throw IncidentDeskError(
                .notYet,
                "\(duplicate.name) is a duplicate of \(shown(former)) already: reopen it first "
                    + "(`muster incident status \(duplicate.name) active`)")
        }
        if let next = current.first(where: { $0.incident == other.id }) {
            let way =
                next.into == duplicate.id
                ? "reopen it first (`muster incident status \(other.name) active`)" : "merge into that one"
            throw IncidentDeskError(.notYet, "\(other.name) is itself a duplicate of \(shown(next)): \(way)")
        }
        guard other.status != .closed else {
            throw IncidentDeskError(
                .notYet,
                "\(other.name) is closed, and what still fires would have nobody: reopen it first "
                    + "(`muster incident status \(other.name) active`)")
        }
        guard duplicate.drill == other.drill else {
            let (drill, real) = duplicate.drill ? (duplicate, other) : (other, duplicate)
            throw IncidentDeskError.invalid("/into", "\(drill.name) is an exercise, and \(real.name) is none")
        }
        guard Self.mayHold(other.visibility, duplicate.visibility) else {
            throw IncidentDeskError.invalid(
                "/into",
                "\(duplicate.name) is restricted and \(other.name) is not: what belongs to it would be shown to everybody; "
                    + "restrict \(other.name) first (`muster incident update \(other.name) --visibility restricted`)")
        }
        return true
    }

    /// Whether an incident may have what belongs to a duplicate: what is restricted stays so.
    static func mayHold(_ visibility: Visibility, _ duplicate: Visibility) -> Bool {
        visibility == .restricted || duplicate == .open
    }

    /// Refuses a visibility with which something that is restricted would be shown.
    /// - Parameter current: the merges that count in which the incident takes part.
    static func check(
        _ visibility: Visibility, of record: IncidentRecord, among current: [Merges.Current]
    ) throws(IncidentDeskError) {
        let name = record.name
        if visibility == .open, current.contains(where: { $0.into == record.id && $0.isRestricted }) {
            throw IncidentDeskError(
                .notYet, "\(name) has alerts of a duplicate that is restricted: reopen or open that one first")
        }
        if visibility == .restricted,
            let merge = current.first(where: { $0.incident == record.id && !$0.isIntoRestricted })
        {
            throw IncidentDeskError(
                .notYet,
                "\(name) is a duplicate of \(merge.name), which everybody sees: restrict that one first, or reopen \(name)"
            )
        }
    }

    private func shown(_ merge: Merges.Current) -> String {
        merge.isIntoRestricted && !viewer.seesRestricted ? "another" : merge.name
    }

    /// What the timeline of the one that ends says; it is read by whoever may see that one.
    func ending(_ passed: Int, note: String?) -> String {
        let whole = Self.mayHold(duplicate.visibility, other.visibility)
        let name = whole ? other.name : "an incident that is restricted"
        let start = duplicate.status == .closed ? "\(duplicate.name) is" : "\(duplicate.name) is closed:"
        let link = duplicate.status == .closed ? " a duplicate of \(name)" : " it is a duplicate of \(name)"
        return start + link + Self.tail(passed, note)
    }

    /// What the timeline of the one that goes on says.
    func going(_ passed: Int, note: String?) -> String {
        let title = duplicate.visibility == .open ? " (\(duplicate.title))" : ""
        return "\(duplicate.name) is a duplicate of \(other.name)\(title)" + Self.tail(passed, note)
    }

    private static func tail(_ passed: Int, _ note: String?) -> String {
        let alerts =
            switch passed {
            case 0: ""
            case 1: "; its alert that fires passes on"
            default: "; its \(passed) alerts that fire pass on"
            }
        return alerts + (note.map { ": \($0)" } ?? "")
    }
}
