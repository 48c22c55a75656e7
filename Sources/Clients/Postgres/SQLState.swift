/// The five characters by which the server names an error (PostgreSQL documentation, appendix A).
public struct SQLState: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let code: String

    public init(_ code: String) {
        self.code = code
    }

    public init(stringLiteral value: String) {
        code = value
    }

    /// The first two characters: the class of the error.
    public var errorClass: Substring { code.prefix(2) }

    public var description: String { code }

    public static let notNullViolation: SQLState = "23502"
    public static let foreignKeyViolation: SQLState = "23503"
    public static let uniqueViolation: SQLState = "23505"
    public static let checkViolation: SQLState = "23514"
    public static let readOnlyTransaction: SQLState = "25006"
    public static let transactionFailed: SQLState = "25P02"
    public static let idleInTransactionTimeout: SQLState = "25P03"
    public static let noSuchPreparedStatement: SQLState = "26000"
    public static let serializationFailure: SQLState = "40001"
    public static let deadlockDetected: SQLState = "40P01"
    public static let lockNotAvailable: SQLState = "55P03"
    public static let queryCancelled: SQLState = "57014"
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
