import JSON

/// Watches an execution until it ends: each event of its history once, in its order, and what it waits for whenever that changes.
struct ExecutionFollower: Sendable {
    /// The execution as it stands, with what it waits for.
    let execution: @Sendable () async throws -> JSON
    /// The part of its history behind an event.
    let history: @Sendable (_ cursor: String?) async throws -> JSON
    /// Waits until it is worth to ask again.
    let pause: @Sendable () async throws -> Void
    /// Tells a line.
    let tell: @Sendable (String) -> Void

    /// States in which nothing of it goes on.
    private static let ended: Set<String> = ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]

    /// - Parameter asJSON: whether events are told as JSON, one a line, and nothing else is.
    /// - Returns: the execution as it ended.
    func follow(asJSON: Bool) async throws -> JSON {
        var last: String?
        var waited: String?
        while true {
            // First how it stands, and then what happened: what has ended has told all of its history.
            let shown = try await execution()
            let state = shown.text(of: "state") ?? ""
            last = try await tellEvents(after: last, asJSON: asJSON)
            if Self.ended.contains(state) { return shown }
            let waiting = state == "PAUSED" ? "is paused" : Self.waiting(shown)
            if !asJSON, waiting != waited, let waiting { tell(waiting) }
            waited = waiting
            try await pause()
        }
    }

    private func tellEvents(after event: String?, asJSON: Bool) async throws -> String? {
        var last = event
        while true {
            let page = try await history(last)
            for event in page["items"]?.arrayValue ?? [] {
                tell(asJSON ? event.text() : PlaybookText.event(event))
                last = event.text(of: "id") ?? last
            }
            if page.text(of: "next_cursor") == nil { return last }
        }
    }

    private static func waiting(_ shown: JSON) -> String? {
        let steps = (shown["waiting"]?.arrayValue ?? []).map { step in
            let until = step.text(of: "until").map { ", until \($0)" } ?? ""
            return "waits in \"\(step.text(of: "state") ?? "–")\" for \(step.text(of: "for") ?? "–")\(until)"
        }
        return steps.isEmpty ? nil : steps.joined(separator: "; ")
    }
}
