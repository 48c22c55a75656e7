/// How a model would have done: means over all values that it forecast in the back-test.
public struct ModelScore: Sendable, Hashable {
    /// The model; that of several forms, as the last fold chose it.
    public let model: String
    /// The mean absolute error of the medians by that of the naive forecast inside the history (Hyndman and Koehler 2006);
    /// `nil` where every history was flat.
    public let mase: Double?
    /// The mean quantile loss.
    public let pinball: Double
    /// The score of Winkler of the interval of 80 %.
    public let winkler80: Double
    /// The score of Winkler of the interval of 95 %.
    public let winkler95: Double
    /// The share of values inside the interval of 80 %.
    public let coverage80: Double
    /// The share of values inside the interval of 95 %.
    public let coverage95: Double
}
