/// An alert opened: the first of its deduplication key, never a duplicate.
public struct AlertOpened: AlertFact, Hashable {
    /// `alert.opened`.
    public static let name = "alert.opened"
    /// 1.
    public static let version = 1

    /// The alert.
    public var alert: AlertSummary

    /// The fact of one alert.
    public init(_ alert: AlertSummary) {
        self.alert = alert
    }
}
