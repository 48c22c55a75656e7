public import Incident
import IncidentStore

/// Why alerts cannot be taken. Nothing of them was stored.
public typealias AlertDeskError = Refusal<AlertDeskRefusal>

/// What kind of refusal of alerts it is.
public enum AlertDeskRefusal: String, Sendable, Hashable {
    /// The idempotency key was used with another request.
    case keyReused = "key-reused"
    /// More arrives than can be stored; in some seconds it can be sent again.
    case overloaded
}

extension AlertDeskError {
    static var keyReused: AlertDeskError { AlertDeskError(.keyReused, Idempotency.reused) }
    static var overloaded: AlertDeskError {
        AlertDeskError(.overloaded, "more arrives than can be stored; try again")
    }
}
