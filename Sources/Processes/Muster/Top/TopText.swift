import Encodings
import Foundation
import Operations

/// An overview for people.
enum TopText {
    /// - Parameter earlier: the look before, from which rates come; `nil` for none.
    static func text(_ overview: Overview, since earlier: Overview?) -> String {
        let fields = Fields.text([
            ("at", RFC3339.string(from: overview.at)), ("incidents", incidents(overview)),
            ("pages", pages(overview)), ("playbooks", playbooks(overview.executions)),
            ("broker", overview.brokerProblem),
        ])
        return fields + "\n\n" + workers(overview, earlier)
    }

    private static func incidents(_ overview: Overview) -> String {
        let incidents = overview.incidents
        let active = incidents.active.reduce(0) { $0 + $1.count }
        guard active > 0 else { return "none active, \(incidents.stable) stable" }
        let severities = incidents.active.map { "\($0.count) \($0.severity)" }.joined(separator: ", ")
        let age = incidents.oldest.map { ", the oldest for \(Self.age($0, overview.at))" } ?? ""
        let unled =
            incidents.withoutCommander > 0 ? ", \(incidents.withoutCommander) without commander" : ""
        return "\(active) active (\(severities))\(age)\(unled), \(incidents.stable) stable"
    }

    private static func pages(_ overview: Overview) -> String {
        let pages = overview.pages
        let age = pages.oldest.map { ", the oldest for \(Self.age($0, overview.at))" } ?? ""
        return "\(pages.unanswered) unanswered\(age), \(pages.late) late"
    }

    private static func playbooks(_ executions: Overview.Executions) -> String {
        "\(executions.running) running, \(executions.paused) paused"
    }

    private static func workers(_ overview: Overview, _ earlier: Overview?) -> String {
        var listing = Listing(
            "WORKER", "A SECOND", "READY", "UNACKED", "RETRYING", "DEAD", "UNSENT", "LATE", "CONSUMERS", "STATE")
        for worker in overview.workers {
            let before = earlier?.workers.first { $0.name == worker.name }
            let rate = worker.rate(since: before, seconds: earlier.map { overview.at.timeIntervalSince($0.at) } ?? 0)
            listing.add(
                worker.name, rate.map { String(format: "%.1f", $0) }, worker.ready.map(String.init),
                worker.unacknowledged.map(String.init), worker.retrying.map(String.init), "\(worker.deadLetters)",
                "\(worker.unpublished)", "\(worker.lateTimers)", worker.consumers.map(String.init),
                state(worker, at: overview.at))
        }
        return listing.text(empty: "The database has no workers. Run `muster migrate up`.")
    }

    private static func state(_ worker: WorkerLoad, at now: Date) -> String? {
        if let pause = worker.pause { return "paused: \(pause.text)" }
        if worker.consumers == 0 { return "nobody takes from it" }
        if let since = worker.unpublishedSince, now.timeIntervalSince(since) > 60 {
            return "has not published for \(age(since, now))"
        }
        if worker.lateTimers > 0 { return "is late" }
        return worker.consumers.map { _ in "running" }
    }

    /// `45 s`, `12 min`, `3 h 5 min`, `2 d 4 h`.
    static func age(_ since: Date, _ now: Date) -> String {
        let seconds = max(0, Int(now.timeIntervalSince(since)))
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(seconds / 60) min"
        case ..<86_400: return "\(seconds / 3600) h \(seconds / 60 % 60) min"
        default: return "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
        }
    }
}
