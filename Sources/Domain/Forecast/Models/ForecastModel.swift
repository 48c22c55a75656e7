/// A model that has learnt from a series, and can say what comes.
///
/// Values are rates: counts of an ordinary period. What a period has more or less of days than an ordinary one is its
/// ``Exposure``, by which a rate becomes a count.
protocol ForecastModel: Sendable {
    /// As people know it: `ETS(A,N,N)`.
    var name: String { get }
    /// The expected rates of the periods to come.
    func means(_ horizon: Int) -> [Double]
    /// Ways in which it may go on, as counts.
    func paths(_ future: FuturePeriods, _ draws: Draws) -> Paths
}
