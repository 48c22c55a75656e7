import Encodings
import Testing

@testable import Muster
@testable import Operations

@Suite struct LedgerTextTests {
    private func pending(_ id: Int, _ worker: String, at time: String) -> LedgerSnapshot.Pending {
        LedgerSnapshot.Pending(
            messageID: "01a225e7-0000-7000-8000-00000000000\(id)", worker: worker,
            type: "muster.incident.opened.v1", incident: "INC-\(id)", announcedAt: RFC3339.date(from: time))
    }

    /// An id alone helps nobody: which incident, and the command that repairs it, from the first that is missing on.
    @Test func whatIsMissingIsNamedWithItsIncidentAndItsRepair() {
        let missing = [
            pending(1, "notifier", at: "2026-11-28T07:50:48.900Z"), pending(2, "notifier", at: "2026-11-28T09:00:00Z"),
        ]
        let snapshot = LedgerSnapshot(pending: Set(missing))
        let text = LedgerText.text(Ledger(first: snapshot, last: snapshot, held: ["notifier": .init()], duplicates: []))
        for part in ["INC-1", "INC-2", "01a225e7-0000-7000-8000-000000000001", "it is in none of the queues"] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(
            text.hasSuffix(
                """
                To publish again what is missing:
                  muster events republish --since 2026-11-28T07:50:48Z --worker notifier
                """))
    }
}
