import FoundationEssentials
import Incident

/// An incident that alerts belong to.
struct OpenIncident: Sendable, Hashable {
    var id: UUID
    /// `nil` until its row is written.
    var number: Int64?
    /// When people were done with it; `nil` while it is open.
    var closedAt: Date?
    /// How many of its alerts their sender leaves out.
    var omitted = 0
    /// When it was opened.
    var openedAt: Date?
    /// Since when all of its alerts are resolved; `nil` while one fires, and when that is not known.
    var restedAt: Date?
    /// Whether it became stable, or its paging ended, by itself: it has to hear that one fires again.
    var isSettled = false
    /// Whether somebody is needed still.
    var isActive = true
    /// Whether it is the storm of a route: it pages once.
    var isStorm = false
    /// How bad the worst of its alerts was by now; `nil` when that is not known.
    var worst: AlertSeverity?
    /// As its row had it.
    var version = 1
}
