/// What the values of a series are.
public enum SeriesKind: String, Sendable, Hashable {
    /// Whole numbers of things that happen: what is forecast is whole, too, and varies at least as chance alone makes it.
    case counts
    /// Amounts, such as cost, which are not below zero.
    case amounts
}
