public import Encodings
public import Incident
public import Postgres

/// Brings a database to the schema of this release, and its roles to their passwords.
///
/// It works as an administrator: a superuser, or a role with `createrole` that owns the database. Everything it makes
/// belongs to `muster_owner`, which cannot log in. Any number may run at the same time: one applies, the others find it
/// applied.
public struct Migrator: Sendable {
    private let client: PostgresClient
    private let folder: MigrationFolder
    private let release: Version

    /// - Parameters:
    ///   - client: connected as the administrator; its `statementTimeout` is the time that one migration may take.
    ///   - release: what writes `applied_by`.
    public init(client: PostgresClient, folder: MigrationFolder, release: Version = MusterVersion.current) {
        self.client = client
        self.folder = folder
        self.release = release
    }

    /// What was applied and what is to be, without changing anything.
    public func plan() async throws -> MigrationPlan {
        try MigrationPlan(files: folder.migrations, applied: await AppliedMigration.all(client))
    }

    /// Applies what is pending, each file in a transaction of its own, then makes the partitions that are due.
    /// - Parameter report: told of each file after it was committed.
    /// - Returns: the files that were applied.
    @discardableResult
    public func up(report: @Sendable (Migration) -> Void = { _ in }) async throws -> [Migration] {
        _ = try await plan()
        try await prepare()
        var applied: [Migration] = []
        while let next = try await applyNext() {
            applied.append(next)
            report(next)
        }
        _ = try await client.query("select core.maintain_partitions()")
        try await letRolesConnect()
        return applied
    }

    /// What every migration stands on: the owner of all objects, and the table that says what was applied.
    private func prepare() async throws {
        try await retryingOverlaps { () async throws in
            try await client.simple(script: SQL(trusted: Self.foundation))
        }
    }

    /// The script changes nothing on a database that has it all; it cannot run in two places at once.
    private static let foundation = """
        begin;
        select pg_advisory_xact_lock(\(lock));
        set local client_min_messages = warning;
        do $$
        begin
            if not exists (select from pg_roles where rolname = 'muster_owner') then
                create role muster_owner nologin;
            end if;
            if not pg_has_role(current_user, 'muster_owner', 'member') then
                execute format('grant muster_owner to %I', current_user);
            end if;
            if not has_database_privilege('muster_owner', current_database(), 'create') then
                execute format('grant create on database %I to muster_owner', current_database());
            end if;
            if to_regnamespace('core') is null then
                create schema core authorization muster_owner;
            end if;
            set local role muster_owner;
            create table if not exists core.applied_migration (
                owner text not null,
                number integer not null,
                name text not null,
                checksum bytea not null,
                applied_at timestamptz not null default now(),
                applied_by text not null,
                primary key (owner, number)
            );
        end
        $$;
        commit;
        """

    /// Names the one lock of all migrators in this database.
    private static let lock = 7_308_324_466_019_167_332

    /// Applies the first pending file under the lock; `nil` when there is none. What is pending is read again under the
    /// lock, because another migrator may have been faster.
    private func applyNext() async throws -> Migration? {
        try await retryingOverlaps {
            try await client.transaction { transaction in
                _ = try await transaction.query("select pg_advisory_xact_lock($1)", [.int(Self.lock)])
                let applied = try await AppliedMigration.all(transaction)
                guard let next = try MigrationPlan(files: folder.migrations, applied: applied).pending.first else {
                    return nil
                }
                try await refuseOlderProcesses(next, transaction)
                try await apply(next, transaction)
                return next
            }
        }
    }

    private func apply(_ migration: Migration, _ transaction: PostgresTransaction) async throws {
        do {
            _ = try await transaction.query("set local client_min_messages = warning")
            if !migration.runsAsAdministrator { _ = try await transaction.query("set local role muster_owner") }
            try await transaction.simple(script: SQL(trusted: migration.sql))
            _ = try await transaction.query("set local role muster_owner")
            _ = try await transaction.query(
                """
                insert into core.applied_migration (owner, number, name, checksum, applied_by)
                values ($1, $2, $3, $4, $5)
                """,
                [
                    .text(migration.owner), .int4(Int32(migration.number)), .text(migration.name),
                    .bytea(migration.checksum), .text(release.description),
                ])
        } catch {
            guard error.code == .server, !Self.isOverlap(error) else { throw error }
            throw MigrationError(
                .refused,
                "\(migration.path): \(error.message)\(error.sqlState.map { " (\($0))" } ?? ""). "
                    + "Nothing of this file was kept; the ones before it were.")
        }
    }

    private func refuseOlderProcesses(_ migration: Migration, _ transaction: PostgresTransaction) async throws {
        guard let oldest = try migration.incompatibleBefore() else { return }
        let names = try await transaction.query(
            """
            select distinct application_name as name from pg_stat_activity
             where datname = current_database() and application_name like 'muster-%/%'
               and application_name <> current_setting('application_name')
             order by 1
            """
        ).map { try $0.decode("name", as: String.self) }
        let older = names.filter { name in
            name.split(separator: "/").last.flatMap { Version($0) }.map { $0 < oldest } ?? false
        }
        guard older.isEmpty else {
            throw MigrationError(
                .olderProcesses,
                "\(migration.path) is for release \(oldest) and later, and \(older.joined(separator: ", ")) "
                    + "is connected. Stop it or upgrade it, then run `muster migrate up` again.")
        }
    }

    /// Rights on a database belong to the database and not to its contents: a copy or a restored one lacks them.
    private func letRolesConnect() async throws {
        try await retryingOverlaps { () async throws in
            try await client.simple(
                script: """
                    do $$
                    declare
                        role text;
                    begin
                        for role in
                            select rolname from pg_roles
                             where rolname like 'muster\\_%' and rolcanlogin
                               and not has_database_privilege(oid, current_database(), 'connect')
                        loop
                            execute format('grant connect on database %I to %I', current_database(), role);
                        end loop;
                    end
                    $$;
                    """)
        }
    }

    /// Roles belong to the whole server, and the lock only to one database: what two migrators of two databases do to
    /// the same role at the same moment fails for one of them, and succeeds when it is done again.
    func retryingOverlaps<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        var attempts = 1
        while true {
            do {
                return try await work()
            } catch let error as PostgresError where Self.isOverlap(error) && attempts < 10 {
                attempts += 1
                try await Task.sleep(for: .milliseconds(Int.random(in: 10...50) * attempts))
            }
        }
    }

    /// "tuple concurrently updated" is an internal error; a role that two make is a duplicate; two that wait for each
    /// other's catalogue rows deadlock.
    private static func isOverlap(_ error: PostgresError) -> Bool {
        guard let state = error.sqlState else { return false }
        let isTuple = state == "XX000" && error.message.contains("tuple concurrently")
        let isRole = (state == .uniqueViolation && error.schema == "pg_catalog") || state == "42710"
        return isTuple || isRole || state == .deadlockDetected
    }

    /// Gives the roles their passwords from the files `<process>.database-password` of a folder. The server gets
    /// verifiers, never passwords.
    /// - Returns: the processes whose roles got a password.
    /// - Throws: ``MigrationError`` when a process has no file, or one that cannot be a password.
    public func setPasswords(from secrets: String) async throws -> [String] {
        let passwords = try folder.processes.map { process in
            RolePassword(process: process, password: try RolePassword.read(process: process, from: secrets))
        }
        for password in passwords {
            try await retryingOverlaps { try await password.set(client) }
        }
        return passwords.map(\.process)
    }
}
