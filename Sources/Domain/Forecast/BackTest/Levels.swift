/// The shares that intervals and scores are made for.
enum Levels {
    /// The bounds of the intervals of 80 and 95 %.
    static let bounds80 = (lower: 0.1, upper: 0.9)
    static let bounds95 = (lower: 0.025, upper: 0.975)
    /// The quantiles whose pinball loss is averaged: both intervals', the middle and the quartiles.
    static let pinball = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
}
