import FoundationEssentials

/// An alert that was open before and is over: resolved, or fired anew after its incident was closed.
struct AlertResolution: Sendable {
    var id: UUID
    var key: AlertKey
    var cause: String?
}
