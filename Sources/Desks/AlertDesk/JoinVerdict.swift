import Incident
import Organisation

/// Whether an alert that joins an incident which was there before, or that got worse in it, pages again, and why.
struct JoinVerdict: Sendable, Hashable {
    /// Whether it does.
    var pagesAgain: Bool
    /// Why, in words for people, as the end of a sentence.
    var reason: String

    /// - Parameters:
    ///   - severity: how bad the alert is.
    ///   - worst: how bad the worst was that the incident has seen; `nil` when that is not known: then it is worse, since one page
    ///     too many is better than one too few.
    ///   - joins: whether it was not of the incident before.
    init(
        of severity: AlertSeverity, into incident: OpenIncident, worst: AlertSeverity?, by rule: Joining,
        joins: Bool
    ) {
        let isWorse = worst.map { $0 < severity } ?? true
        let word = "on_join: \(rule.pages.rawValue)"
        guard !incident.isStorm else {
            (pagesAgain, reason) = (false, "the storm has paged once")
            return
        }
        guard incident.isActive else {
            (pagesAgain, reason) = (false, "it is stable, and pages nobody")
            return
        }
        pagesAgain = rule.pagesAgain(joins: joins, isWorse: isWorse)
        if pagesAgain {
            reason =
                "it pages again, \(rule.grace.configurationText) after its last page at the soonest, unless it looks for "
                + "somebody still (\(word))"
        } else {
            let seen = rule.pages == .raised ? ", and it has seen \(worst?.rawValue ?? severity.rawValue)" : ""
            reason = "nobody is paged again (\(word)\(seen))"
        }
    }
}
