import JSON
import Operations

/// The ledger for people.
enum LedgerText {
    static func text(_ ledger: Ledger) -> String {
        let counts = Fields.text([
            ("accepted", "\(ledger.accepted)"), ("done", "\(ledger.done)"), ("outbox", "\(ledger.outbox)"),
            ("queued", "\(ledger.queued)"), ("retrying", "\(ledger.retrying)"), ("dead", "\(ledger.dead)"),
            ("discarded", "\(ledger.discarded)"), ("missing", "\(ledger.missing.count)"),
            ("duplicates", "\(ledger.duplicates.count)"),
        ])
        let faults = (ledger.missing.map { "missing \($0)" } + ledger.duplicates.map { "duplicate \($0)" }).prefix(20)
        return ([counts] + faults).joined(separator: "\n")
    }
}
