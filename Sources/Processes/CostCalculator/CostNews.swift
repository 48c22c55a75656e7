import Cost
import FoundationEssentials
import Incident

/// What of a cost is news, and when it is looked at again.
enum CostNews {
    /// Whether a total is worth telling: while people are at it, when it has changed by a quarter of what was told last; after
    /// that, whenever it has changed.
    static func isNews(_ total: Money, after told: Money?, _ status: IncidentStatus) -> Bool {
        guard let told else { return total.amountMinorUnits != 0 }
        guard total.currency == told.currency, status == .active else { return total != told }
        let change = Int128(total.amountMinorUnits) - Int128(told.amountMinorUnits)
        return change != 0 && change.magnitude * 4 >= Int128(told.amountMinorUnits).magnitude
    }

    /// Seconds until it is computed again if nothing happens: a twentieth of the incident's age, so that what is shown is always
    /// about as near to the truth, from a minute to an hour. Of a stable one only what people write may still count.
    static func pause(of status: IncidentStatus, age: TimeInterval) -> TimeInterval {
        status == .active ? min(max(60, age / 20), 3600) : 3600
    }
}
