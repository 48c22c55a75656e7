/// The five characters by which the server names an error (PostgreSQL documentation, appendix A).
public struct SQLState: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// Five characters: two of the class, three of the condition.
    public let code: String

    /// The code with these five characters.
    public init(_ code: String) {
        self.code = code
    }

    /// The code with these five characters.
    public init(stringLiteral value: String) {
        code = value
    }

    /// The first two characters: the class of the error.
    public var errorClass: Substring { code.prefix(2) }

    /// The five characters.
    public var description: String { code }

    /// A null where none is allowed.
    public static let notNullViolation: SQLState = "23502"
    /// A reference to a row that is not there.
    public static let foreignKeyViolation: SQLState = "23503"
    /// A second row with a unique value.
    public static let uniqueViolation: SQLState = "23505"
    /// A row that a check refuses; also one for which there is no partition.
    public static let checkViolation: SQLState = "23514"
    /// A write in a transaction that may only read: a standby.
    public static let readOnlyTransaction: SQLState = "25006"
    /// A statement in a transaction that has failed already.
    public static let transactionFailed: SQLState = "25P02"
    /// The server ended a transaction in which nothing happened.
    public static let idleInTransactionTimeout: SQLState = "25P03"
    /// A prepared statement that the session does not have.
    public static let noSuchPreparedStatement: SQLState = "26000"
    /// A conflict with another transaction; the whole transaction may succeed again.
    public static let serializationFailure: SQLState = "40001"
    /// Two transactions waited for each other; the whole transaction may succeed again.
    public static let deadlockDetected: SQLState = "40P01"
    /// A lock was not to be had in time.
    public static let lockNotAvailable: SQLState = "55P03"
    /// A statement was cancelled, by its timeout or by somebody.
    public static let queryCancelled: SQLState = "57014"
    /// Something that the server does not do; also a cached plan whose result has changed.
    public static let featureNotSupported: SQLState = "0A000"

    /// Whether the same work may succeed later without a change to it: connection exceptions (08), transaction
    /// rollback (40), insufficient resources (53), operator intervention (57), a lock that was not to be had, a
    /// session that was ended for idling, and a primary that became a standby.
    public var isRetriable: Bool {
        switch errorClass {
        case "08", "40", "53", "57": true
        default: [.lockNotAvailable, .idleInTransactionTimeout, .readOnlyTransaction].contains(self)
        }
    }
}
