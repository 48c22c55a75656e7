import FoundationEssentials
import Incident

/// When the incident was active: only then time in a role counts.
struct WorkTimes: Sendable {
    /// In order; none touches the next.
    private(set) var spans: [Range<Int64>] = []
    /// When it first became stable or was closed; `nil` when it never was.
    private(set) var firstStable: Int64?
    /// Since when it is; `nil` while it is active.
    private(set) var stableSince: Int64?

    /// - Parameter now: what comes later is not known yet.
    init(_ changes: [StatusChange], until now: Int64) {
        var activeSince: Int64? = .min
        for change in changes.sorted(by: { $0.at < $1.at }) where change.at.wholeSeconds <= now {
            let time = change.at.wholeSeconds
            switch (change.status, activeSince) {
            case (.active, nil):
                activeSince = time
                stableSince = nil
            case (.stable, let since?), (.closed, let since?):
                spans.append(since..<time)
                activeSince = nil
                firstStable = firstStable ?? time
                stableSince = time
            default: break
            }
        }
        if let activeSince { spans.append(activeSince..<max(activeSince, now)) }
    }

    /// The parts of a span in which it was active.
    func parts(of span: Range<Int64>) -> [Range<Int64>] {
        spans.compactMap { active in
            let part = active.clamped(to: span)
            return part.isEmpty ? nil : part
        }
    }
}
