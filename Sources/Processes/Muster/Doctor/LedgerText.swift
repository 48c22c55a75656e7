import JSON
import Operations

/// The ledger for people.
enum LedgerText {
    static func text(_ ledger: Ledger) -> String {
        let counts = Fields.text([
            ("accepted", "\(ledger.accepted)"), ("done", "\(ledger.done)"), ("outbox", "\(ledger.outbox)"),
            ("queued", "\(ledger.queued)"), ("retrying", "\(ledger.retrying)"), ("dead", "\(ledger.dead)"),
            ("discarded", "\(ledger.discarded)"), ("missing", "\(ledger.missing.count)"),
            ("duplicates", "\(ledger.duplicates.count)"), ("pages", ledger.pages.map(pages)),
        ])
        let missing = ledger.missing + (ledger.pages?.missing ?? [])
        let faults = (missing.map { "missing \($0)" } + ledger.duplicates.map { "duplicate \($0)" }).prefix(20)
        return ([counts] + faults).joined(separator: "\n")
    }

    private static func pages(_ pages: LedgerPages) -> String {
        "\(pages.due) due, \(pages.handed) handed over, \(pages.acknowledged) answered, \(pages.superseded) superseded, "
            + "\(pages.failed) failed, \(pages.missing.count) missing"
    }
}
