/// What a transaction has to send before its next statement, and whether it goes on; without any I/O.
///
/// `begin`, `savepoint` and `release` are not sent by themselves: they travel with the statements that follow.
struct TransactionState: Sendable {
    /// A savepoint by its number.
    struct Savepoint: Sendable, Hashable {
        fileprivate let number: Int

        fileprivate var sql: SQL { SQL(trusted: "savepoint s\(number)") }
    }

    private enum Phase {
        /// Nothing has been sent.
        case unbegun
        case begun
        /// Nothing may follow but the rollback.
        case refused
        case ended
    }

    private enum Pending: Equatable {
        case begin
        case savepoint(Savepoint)
        case release(Savepoint)
    }

    private var phase = Phase.unbegun
    private var pending: [Pending] = [.begin]
    private var lastSavepoint = 0
    /// Whether the settings of the session may have been changed.
    private(set) var mustReset = false

    /// Whether the server has, or may have, an open transaction that must be ended.
    var isBegun: Bool {
        switch phase {
        case .begun, .refused: true
        case .unbegun, .ended: false
        }
    }

    private var isOver: Bool {
        switch phase {
        case .unbegun, .begun: false
        case .refused, .ended: true
        }
    }

    /// What to send before the next statements; `nil` when the transaction has ended.
    mutating func takePrefix() -> [Statement]? {
        if isOver { return nil }
        phase = .begun
        defer { pending.removeAll() }
        return pending.map(Self.statement)
    }

    mutating func beginSavepoint() -> Savepoint {
        lastSavepoint += 1
        let savepoint = Savepoint(number: lastSavepoint)
        pending.append(.savepoint(savepoint))
        return savepoint
    }

    /// The savepoint's work is kept.
    mutating func release(_ savepoint: Savepoint) {
        if !withdraw(savepoint) { pending.append(.release(savepoint)) }
    }

    /// The savepoint's work is to be undone. - Returns: what to send at once.
    mutating func rollback(to savepoint: Savepoint) -> [Statement] {
        if withdraw(savepoint) || isOver { return [] }
        // What is pending belongs to savepoints inside this one.
        pending.removeAll()
        let number = savepoint.number
        return [
            Statement(SQL(trusted: "rollback to savepoint s\(number)")),
            Statement(SQL(trusted: "release savepoint s\(number)")),
        ]
    }

    mutating func noteScript() {
        mustReset = true
    }

    /// The server may not have the transaction open any more.
    mutating func refuse() {
        if case .begun = phase { phase = .refused }
    }

    mutating func end() {
        phase = .ended
    }

    /// Takes a savepoint back that has not been sent, with everything after it.
    private mutating func withdraw(_ savepoint: Savepoint) -> Bool {
        guard let index = pending.firstIndex(of: .savepoint(savepoint)) else { return false }
        pending.removeSubrange(index...)
        return true
    }

    private static func statement(_ pending: Pending) -> Statement {
        switch pending {
        case .begin: Statement("begin")
        case .savepoint(let savepoint): Statement(savepoint.sql)
        case .release(let savepoint): Statement(SQL(trusted: "release savepoint s\(savepoint.number)"))
        }
    }
}
