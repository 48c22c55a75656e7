public import Testing

/// Gives all tests of a suite one database: copying a migrated one takes seconds, emptying a few tables does not.
public struct SuiteDatabase: SuiteTrait, TestScoping {
    @TaskLocal static var current: TestDatabase?

    /// Runs the suite with a database of its own, a copy of the migrated one; without test servers, just runs it.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard TestServers.areConfigured else { return try await function() }
        // The rights on the database itself are not copied from its template.
        let roles = try TestServers.processes().map { "muster_" + $0.replacing("-", with: "_") }
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            try await database.run(
                sql: "grant connect on database \(database.name) to \(roles.joined(separator: ", "));")
            try await Self.$current.withValue(database) { try await function() }
        }
    }

    /// The suite's database, without what earlier tests left in it.
    public static func empty() async throws -> TestDatabase {
        guard let current else { throw TestServersError("the suite lacks the trait .ownDatabase") }
        try await current.run(sql: emptying)
        return current
    }

    private static let emptying = """
        delete from native.conference_visit; delete from native.conference_member; delete from native.conference;
        delete from native.mail_group_member; delete from native.mail_group;
        delete from native.comment; delete from native.document_version; delete from native.document;
        delete from native.file; delete from native.folder_member; delete from native.folder;
        delete from native.bookmark; delete from native.mention; delete from native.message;
        delete from native.conversation_member;
        delete from native.conversation where name <> 'general'; delete from native.ticket;
        -- What workers own, each table after those that refer to it.
        do $$
        declare
            mine record;
        begin
            for mine in
                select format('%I.%I', n.nspname, c.relname) as name
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not c.relispartition
                    and (n.nspname = 'nightly'
                        or exists (select from pg_class i where i.relnamespace = n.oid and i.relname = 'inbox'))
                order by exists (select from pg_constraint where confrelid = c.oid)
            loop
                execute 'delete from ' || mine.name;
            end loop;
        end
        $$;
        delete from core.alert_group; delete from core.open_alert; delete from core.alert; delete from core.idempotency;
        delete from core.task_step; delete from core.task; delete from core.calendar_copy;
        delete from core.resource; delete from core.participant; delete from core.timeline; delete from core.incident;
        delete from core.configuration;
        """
}

extension Trait where Self == SuiteDatabase {
    /// One database for all tests of the suite, which run one after another.
    public static var ownDatabase: Self { SuiteDatabase() }
}
