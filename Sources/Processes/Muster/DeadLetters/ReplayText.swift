import Encodings
import FoundationEssentials
import Operations

/// Replays for people.
enum ReplayText {
    /// What became of the letters.
    static func text(_ report: LetterAction.Report) -> String {
        if report.isDryRun { return "\(Wording.count(report.selected, "letter")) would be replayed." }
        var text = "\(report.published) of \(Wording.count(report.selected, "letter")) replayed"
        if report.skipped > 0 { text += ", \(report.skipped) left: stopped, moved meanwhile, or too old (--as-new)" }
        if report.failed > 0 { text += ", \(report.failed) cannot be read" }
        return text + "."
    }

    /// Why nothing moves, and that nothing is lost by it.
    static func stalled(_ progress: Replays.Progress, isKeeperConnected: Bool, waited: Duration) -> String {
        let who =
            isKeeperConnected
            ? "The dead-letter-keeper moves nothing: its log says why, and ops/status whether it reaches the broker."
            : "No dead-letter-keeper is connected to the database: start it with ops/up."
        return """
            \(who)
            Letters not taken after \(waited.components.seconds) s without progress: \(progress.waiting). In its outbox: \
            \(progress.inOutbox). The replay stays ordered and goes on when it can.
            \(ways(progress.report))
            """
    }

    /// That a replay does not need its watcher.
    static func left(_ report: LetterAction.Report?) -> String {
        "\nThe replay goes on without this command.\n\(ways(report))"
    }

    private static func ways(_ report: LetterAction.Report?) -> String {
        let id = report?.selection.map(UUIDText.string) ?? "SELECTION"
        return "`muster dead-letters replay --resume` watches it, `muster dead-letters replay --stop \(id)` ends it."
    }
}
