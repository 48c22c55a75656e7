/// How bad an alert is by its sender's word, on the scale of PagerDuty's Events API v2.
public enum AlertSeverity: String, Sendable, CaseIterable, Comparable {
    case info, warning, error, critical

    /// Reads the words that senders use; what is not known counts as `error`, so that it is not overlooked.
    public init(senderWord word: String) {
        self = AlertSeverity(knownSenderWord: word) ?? .error
    }

    /// Reads the words that senders use, in capitals or not; `nil` for others.
    public init?(knownSenderWord word: String) {
        switch word.lowercased() {
        case "critical", "crit", "fatal", "emergency", "emerg", "alert", "page", "p1", "sev1", "disaster":
            self = .critical
        case "warning", "warn", "minor", "p3", "sev3", "medium", "average": self = .warning
        case "info", "information", "informational", "notice", "none", "low", "ok", "debug", "p4", "p5": self = .info
        case "error", "err", "major", "high", "p2", "sev2": self = .error
        default: return nil
        }
    }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        case .critical: 3
        }
    }

    /// Order by severity, `info` the lowest.
    public static func < (left: AlertSeverity, right: AlertSeverity) -> Bool {
        left.rank < right.rank
    }
}
