import Synchronization
import Testing

@testable import Postgres

struct FateTests {
    private static let cancelled = PostgresError(.server, "", sqlState: .queryCancelled)

    @Test func onlyTheCancelledCallerIsCancelled() {
        let own = sent(.whole, isCancelled: true, error: Self.cancelled)
        #expect(own.fate(isCancelling: true) == "cancelled")
        let neighbour = sent(.whole, error: Self.cancelled)
        #expect(neighbour.fate(isCancelling: true) == "resend")
        #expect(neighbour.fate(isCancelling: false) == "server")
    }

    @Test func partsOfTransactionsAreNotSentAgain() {
        #expect(sent(.part(session: 1), error: Self.cancelled).fate(isCancelling: true) == "server")
        #expect(sent(.part(session: 1), error: stale, isStale: true).fate(isCancelling: false) == "server")
        #expect(sent(.commit(session: 1), error: stale, isStale: true).fate(isCancelling: false) == "server")
    }

    @Test func aStalePlanIsHelpedOnce() {
        var entry = sent(.whole, error: stale, isStale: true)
        #expect(entry.fate(isCancelling: false) == "resend")
        entry.group.isResent = true
        #expect(entry.fate(isCancelling: false) == "server")
    }

    @Test func successIsSuccessAlsoWhenCancelled() {
        #expect(sent(.whole, isCancelled: true, error: nil).fate(isCancelling: true) == "success")
    }

    private let stale = PostgresError(.server, "", sqlState: .featureNotSupported)

    private func sent(
        _ kind: StatementGroup.Kind, isCancelled: Bool = false, error: PostgresError?, isStale: Bool = false
    ) -> Connection.Sent {
        let ticket = Ticket()
        if isCancelled { ticket.cancel() }
        let group = StatementGroup(statements: [], kind: kind, ticket: ticket, continuation: nil)
        var progress = GroupProgress(steps: [.execute("m_1")])
        var plans = PreparedStatements()
        if let error { _ = progress.receive(.error(error, isStalePlan: isStale), plans: &plans) }
        return Connection.Sent(group: group, progress: progress)
    }
}

extension Fate {
    fileprivate static func == (fate: Fate, name: String) -> Bool {
        switch fate {
        case .succeed: name == "success"
        case .resend: name == "resend"
        case .fail(let error): name == (error.code == .cancelled ? "cancelled" : "server")
        }
    }
}
