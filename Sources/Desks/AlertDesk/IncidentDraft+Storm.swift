import IncidentDesk
import Organisation

extension IncidentDraft {
    /// The incident of a storm, in place of the one that an alert beyond the limit of its route would open.
    func ofStorm(of rule: Route) -> IncidentDraft {
        var draft = self
        draft.storm = rule.name
        draft.title = "Storm of alerts on route \(rule.name)"
        draft.description = """
            Route \(rule.name) is asked for more than \(rule.limit.description), its limit. What comes beyond is attached \
            here, and pages nobody again: `muster alert list --incident NAME`, with the name of this incident, lists all of it.
            """
        draft.openingLine =
            "Opened for a storm: route \(rule.name) is asked for more than \(rule.limit.description), its limit. "
            + "First alert, of \(actor): \(title)"
        return draft
    }
}

extension Route {
    /// Why an alert is in a storm, in words for people.
    /// - Parameter joins: whether the storm was there.
    func stormReason(joins: Bool) -> String {
        "route \(name) asks for an incident, and its limit of \(limit.description) is reached: "
            + (joins ? "attached to the storm" : "this alert opens the storm")
    }

    /// Why an alert has no incident yet, in words for people.
    /// - Parameter isResolved: whether it is over already.
    func waitingReason(isResolved: Bool) -> String {
        isResolved
            ? "resolved by itself while route \(name) held it back: nobody was told"
            : "route \(name) holds it back for \(patience.wait.configurationText): it may resolve by itself"
    }
}
