import FoundationEssentials
import Organisation

extension AlertPlan {
    /// What becomes by themselves of incidents that came to rest.
    func patience(at incident: UUID) -> Patience? {
        lastRule[incident].flatMap { name in organisation.routes.first { $0.name == name } }?.patience
    }

    /// The open incidents that came to rest, in the order of their ids.
    var atRest: [UUID] { news.keys.filter { isAtRest($0) && known[$0]?.closedAt == nil }.sorted() }

    /// The numbers of incidents that were there before.
    var incidentNumbers: [UUID: Int64] { known.compactMapValues(\.number) }
}
