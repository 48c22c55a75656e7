import Foundation
import Postgres
import TestServers

/// What stands in the database.
extension Stack {
    /// The only number of a query that calls it `n`.
    func count(_ sql: String) async throws -> Int {
        try await operatorClient.query(SQL(trusted: sql)).first?.decode("n", as: Int.self) ?? 0
    }

    /// The texts of a query that calls them `t`.
    func texts(_ sql: String) async throws -> [String] {
        try await operatorClient.query(SQL(trusted: sql)).map { try $0.decode("t", as: String.self) }
    }

    /// Runs a statement as the owner of all tables, as migrations do.
    func asOwner(_ sql: String) async throws {
        try await operatorClient.transaction { transaction in
            _ = try await transaction.query("set local role muster_owner")
            _ = try await transaction.query(SQL(trusted: sql))
        }
    }

    /// Runs the body while a statement's locks are held.
    func holding<Result: Sendable>(_ sql: String, _ body: () async throws -> Result) async throws -> Result {
        try await operatorClient.transaction { transaction in
            _ = try await transaction.query("set local role muster_owner")
            _ = try await transaction.query(SQL(trusted: sql))
            return try await body()
        }
    }

    /// Waits until a process waits for a lock.
    func awaitLock(of process: String) async throws {
        try await eventually("\(process) waits for a lock") { try await lockWaits(of: process) > 0 }
    }

    /// How many sessions of a process wait for a lock.
    func lockWaits(of process: String) async throws -> Int {
        try await count(
            """
            select count(*) as n from pg_stat_activity where datname = current_database()
            and application_name like 'muster-\(process)/%' and wait_event_type = 'Lock'
            """)
    }

    /// Ends what a killed process has left on the database's side, which would otherwise finish its statement when the lock
    /// is gone.
    func endSessions(of process: String) async throws {
        _ = try await count(
            """
            select count(pg_terminate_backend(pid)) as n from pg_stat_activity
            where datname = current_database() and application_name like 'muster-\(process)/%'
            """)
    }

    /// Waits until all incidents have everything that they need.
    func awaitAssembled(_ count: Int, within limit: Duration = .seconds(120)) async throws {
        try await eventually("\(count) incidents are assembled", within: limit, every: .milliseconds(100)) {
            try await self.count("select count(*) as n from core.incident where assembled_at is not null") >= count
        }
    }
}
