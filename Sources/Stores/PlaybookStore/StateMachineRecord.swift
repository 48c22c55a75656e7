public import FoundationEssentials
import Postgres

/// A playbook as clients of AWS Step Functions see it: a state machine.
public struct StateMachineRecord: Sendable, Hashable {
    /// What a state machine is created as.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// For long executions.
        case standard = "STANDARD"
        /// For short ones that somebody waits for. It runs as the other does.
        case express = "EXPRESS"
    }

    /// The playbook's name.
    public var name: String
    /// The number of its current version.
    public var version: Int
    /// When its first version was applied.
    public var createdAt: Date
    /// What it was created as; `standard` for one that no client of AWS created.
    public var kind: Kind
    /// The role that its creator named; `nil` for one that no client of AWS created.
    public var roleARN: String?

    init(_ row: PostgresRow) throws(PostgresError) {
        name = try row.decode("name")
        version = try row.decode("current")
        createdAt = try row.decode("created_at")
        kind = try row.decode("type", as: String?.self).flatMap(Kind.init) ?? .standard
        roleARN = try row.decode("role_arn")
    }
}
