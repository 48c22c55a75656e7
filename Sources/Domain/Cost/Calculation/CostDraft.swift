/// A line that is being put together: seconds are added to it, and rounded to money once.
struct CostDraft: Sendable {
    var from: Int64
    var until: Int64
    /// What counts.
    var seconds: Int64 = 0
    /// How many activities began in it.
    var count = 0
    /// How the seconds are spread over the phases of the incident.
    var phases = CostPhases.nothing

    init(from: Int64, until: Int64) {
        self.from = from
        self.until = until
    }

    mutating func reach(to span: Range<Int64>) {
        from = min(from, span.lowerBound)
        until = max(until, span.upperBound)
    }
}
