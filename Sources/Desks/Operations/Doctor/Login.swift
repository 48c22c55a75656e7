import AMQP
import BrokerTopology
import Postgres

/// Tells a server that is down from one that is there and refuses the user: the first is started, the second is told the
/// right password.
enum Login {
    /// What to do about a connection to the broker that failed.
    static func remedy(for error: any Error) -> String {
        switch error {
        case let error as AMQPError where error.code == .authenticationRefused: broker("MUSTER_AMQP_URL")
        case let error as TopologyError where error.code == .notAuthorised: broker("MUSTER_MANAGEMENT_URL")
        case let error as AMQPError where error.code == .invalidConfiguration: "Correct MUSTER_AMQP_URL."
        case let error as TopologyError where error.code == .invalidAddress: "Correct MUSTER_MANAGEMENT_URL."
        default: "Start it (ops/up), and check MUSTER_AMQP_URL and MUSTER_MANAGEMENT_URL."
        }
    }

    private static func broker(_ variable: String) -> String {
        "The broker runs, and its password for this user is not the one of \(variable): an import of definitions may have "
            + "replaced it. Set it on the broker's machine with `rabbitmqctl change_password USER PASSWORD`, then run "
            + "`muster topology apply --secrets DIRECTORY` for the workers'."
    }

    /// What to do about a connection to the database that failed.
    static func remedy(forDatabase error: any Error) -> String {
        // Class 28: invalid authorization specification (PostgreSQL, appendix A).
        guard let error = error as? PostgresError,
            error.code == .authenticationFailed || error.sqlState?.errorClass == "28"
        else {
            return "Start it (ops/up), and check MUSTER_DATABASE_URL."
        }
        return "The database runs and refuses this user: correct the password of MUSTER_DATABASE_URL, or set it with "
            + "`muster migrate up --secrets DIRECTORY`."
    }
}
