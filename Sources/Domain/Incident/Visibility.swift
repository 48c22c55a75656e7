/// Who may see an incident and its resources.
public enum Visibility: String, Sendable, CaseIterable {
    /// Everybody of the organisation.
    case open
    /// Participants only; it is announced to nobody else.
    case restricted
}
