package import Postgres

extension PostgresError {
    /// Whether the database itself is away, rather than this work refused.
    package var isOutage: Bool {
        switch code {
        case .connectionRefused, .connectTimeout, .connectionLost, .poolTimeout, .poolFull, .closed: true
        default: sqlState.map { ["57P01", "57P02", "57P03", "53300"].contains("\($0)") } ?? false
        }
    }

    /// Whether a row has no partition: its id is older than what is kept.
    package var isMissingPartition: Bool {
        sqlState.map { "\($0)" == "23514" } == true && constraint == nil
    }
}
