/// What puts a person on call.
public enum ShiftSource: String, Sendable, Hashable, CaseIterable {
    /// A turn of a layer.
    case rotation
    /// Somebody took a layer for a while.
    case override
    /// Two people exchanged their shifts.
    case swap
    /// Extra cover.
    case added
    /// A calendar that is read from elsewhere.
    case calendar
}
