import JSON
import Operations

/// The ledger for people: the counts, then what is wrong and how to put it right.
enum LedgerText {
    /// Faults of one kind that are listed; the rest are counted.
    private static let most = 20

    static func text(_ ledger: Ledger) -> String {
        let counts = Fields.text([
            ("accepted", "\(ledger.accepted)"), ("done", "\(ledger.done)"), ("outbox", "\(ledger.outbox)"),
            ("queued", "\(ledger.queued)"), ("retrying", "\(ledger.retrying)"), ("dead", "\(ledger.dead)"),
            ("discarded", "\(ledger.discarded)"), ("missing", "\(ledger.missing.count)"),
            ("duplicates", "\(ledger.duplicates.count)"), ("pages", ledger.pages.map(pages)),
            ("executions", ledger.executions.map(executions)),
        ])
        let gone = ledger.missing + (ledger.pages?.missing ?? []) + (ledger.executions?.missing ?? [])
        return ([counts, missing(gone), duplicates(ledger.duplicates)].filter { !$0.isEmpty })
            .joined(separator: "\n\n")
    }

    private static func missing(_ entries: [JSON]) -> String {
        guard !entries.isEmpty else { return "" }
        var listing = Listing("MISSING", "INCIDENT", "WORKER", "ID", "WHY")
        for entry in entries.prefix(most) {
            listing.add(
                entry.text(of: "type") ?? entry.text(of: "kind"), entry.text(of: "incident"), entry.text(of: "worker"),
                entry.text(of: "id"), entry.text(of: "reason"))
        }
        var lines = [listing.text(empty: "")]
        if entries.count > most { lines.append("… and \(entries.count - most) more: see --json") }
        lines += repairs(entries)
        return lines.joined(separator: "\n")
    }

    /// One command for each worker that lacks something, from the first of it on.
    private static func repairs(_ entries: [JSON]) -> [String] {
        let fixable = entries.filter { $0.text(of: "fix") != nil }
        let byWorker = Dictionary(grouping: fixable) { $0.text(of: "worker") ?? "" }
        let commands = byWorker.keys.sorted().compactMap { worker in
            byWorker[worker]?.min { ($0.text(of: "announced_at") ?? "") < ($1.text(of: "announced_at") ?? "") }?
                .text(of: "fix")
        }
        var lines = commands.isEmpty ? [] : ["To publish again what is missing:"] + commands.map { "  \($0)" }
        if entries.contains(where: { $0.text(of: "worker") == "paging" && $0.text(of: "fix") == nil }) {
            lines.append(
                "Nobody was reached by these pages: call who is on call yourself (`muster oncall show`), and see that "
                    + "muster-paging runs (ops/status).")
        }
        if entries.contains(where: { $0.text(of: "worker") == nil }) {
            lines.append(
                "What was stored without its announcement nothing publishes: look at it with `muster incident show`, and report "
                    + "it anew if nobody works on it.")
        }
        return lines
    }

    private static func duplicates(_ entries: [JSON]) -> String {
        guard !entries.isEmpty else { return "" }
        var listing = Listing("TWICE OR MORE", "INCIDENT", "TIMES", "KEY")
        for entry in entries.prefix(most) {
            listing.add(
                entry.text(of: "kind"), entry.text(of: "incident"), entry.text(of: "count"), entry.text(of: "key"))
        }
        let more = entries.count > most ? "\n… and \(entries.count - most) more: see --json" : ""
        return listing.text(empty: "") + more
    }

    private static func executions(_ executions: LedgerExecutions) -> String {
        "\(executions.started) started, \(executions.ended) ended, \(executions.open) open, "
            + "\(executions.missing.count) missing"
    }

    private static func pages(_ pages: LedgerPages) -> String {
        "\(pages.due) due, \(pages.handed) handed over, \(pages.acknowledged) answered, \(pages.superseded) superseded, "
            + "\(pages.failed) failed, \(pages.missing.count) missing"
    }
}
