public import Postgres

/// What an error of the database means for the work that met it: the one place that decides it, for workers, desks, doors and
/// providers alike.
public enum DatabaseTrouble: Sendable, Hashable {
    /// The database is away, starts, ends, is full, or is a standby: every work meets it, and the same work may succeed later.
    /// It is nobody's fault and costs no try.
    case outage
    /// Others were in the way (a deadlock, a lock that was not to be had, a statement that was cancelled): the same work may
    /// succeed when it is done again.
    case conflict
    /// The row's id is older than what the database remembers: whether the message was handled before is not known any more.
    case tooOld
    /// A value or a constraint refuses the work, and refuses it again at every try.
    case refusal
    /// Something else: a missing right, a missing table, a fault in a statement.
    case other
}

extension PostgresError {
    /// What the error means for the work that met it.
    public var trouble: DatabaseTrouble {
        switch code {
        case .connectionRefused, .connectTimeout, .connectionLost, .poolTimeout, .poolFull, .closed: .outage
        default: sqlState.map(trouble) ?? .other
        }
    }

    private func trouble(_ state: SQLState) -> DatabaseTrouble {
        if Self.outages.contains(state) || ["08", "53"].contains(state.errorClass) { return .outage }
        // Without the name of a constraint it is the row that fits no partition.
        if state == .checkViolation, constraint == nil { return .tooOld }
        if ["22", "23"].contains(state.errorClass) { return .refusal }
        return isRetriable ? .conflict : .other
    }

    /// Besides connection exceptions (class 08) and insufficient resources (class 53: a full disk, no memory, no connection
    /// left): shutdowns and starts, and a primary that became a standby.
    private static let outages: Set<SQLState> = ["57P01", "57P02", "57P03", "57P04", "57P05", .readOnlyTransaction]

    /// Whether the database itself is away, rather than this work refused.
    package var isOutage: Bool { trouble == .outage }
}
