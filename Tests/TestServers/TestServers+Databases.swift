import Foundation

extension TestServers {
    /// The database that `ops/test` has migrated; the others are copied from it.
    public static let migratedTemplate = "muster_template"

    /// Runs a test with a database of its own, dropped afterwards together with its sessions.
    ///
    /// - Parameter template: What it is copied from: `migratedTemplate`, or an empty database when nil.
    public func withDatabase<Result>(
        template: String? = nil, _ body: (TestDatabase) async throws -> Result
    ) async throws -> Result {
        let database = try await makeDatabase(template: template)
        do {
            let result = try await body(database)
            try await database.drop()
            return result
        } catch {
            try? await database.drop()
            throw error
        }
    }

    /// Makes a database that the caller drops. Prefer `withDatabase`.
    public func makeDatabase(template: String? = nil) async throws -> TestDatabase {
        let name = TestName.make()
        try await services.run(["make-database", name] + (template.map { [$0] } ?? []))
        return TestDatabase(name: name, servers: self)
    }
}

/// A database of one test.
public struct TestDatabase: Sendable {
    /// Its name on the server.
    public let name: String
    let servers: TestServers

    /// Its address as the operator, who owns it.
    public var url: String {
        get throws { try url(user: "muster_operator", password: servers.secret("operator.database-password")) }
    }

    /// Its address with the role of a process, which exists once the migrations have run with the home's secrets.
    ///
    /// - Parameter process: As in the table of processes, for example `resource-creator`.
    public func url(process: String) throws -> String {
        let role = "muster_" + process.replacingOccurrences(of: "-", with: "_")
        return try url(user: role, password: servers.secret("\(process).database-password"))
    }

    private func url(user: String, password: String) throws -> String {
        let port = try servers.setting("MUSTER_POSTGRES_PORT")
        return "postgres://\(user):\(password)@127.0.0.1:\(port)/\(name)?sslmode=disable"
    }

    /// Runs SQL as the operator with psql and gives back its rows, columns separated by `|`.
    @discardableResult
    public func run(sql: String) async throws -> [String] {
        let output = try await servers.services.run(["sql", name], input: sql)
        return output.split(separator: "\n").map(String.init)
    }

    /// Ends every session of the database: what a client sees when the server goes away for a moment.
    public func closeConnections() async throws {
        try await run(
            sql: """
                select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend';
                """)
    }

    /// Drops it and ends its sessions.
    public func drop() async throws {
        try await servers.services.run("drop-database", name)
    }
}
