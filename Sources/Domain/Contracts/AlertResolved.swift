/// An open alert was resolved by its sender.
public struct AlertResolved: AlertFact, Hashable {
    /// `alert.resolved`.
    public static let name = "alert.resolved"
    /// 1.
    public static let version = 1

    /// The alert.
    public var alert: AlertSummary

    /// The fact of one alert.
    public init(_ alert: AlertSummary) {
        self.alert = alert
    }
}
