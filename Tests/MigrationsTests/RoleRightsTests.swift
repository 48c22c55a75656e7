import Postgres
import TestServers
import Testing

@testable import Migrations

/// What the role of each process must not be able to do, tried with its own password.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct RoleRightsTests {
    /// For every process.
    private static let never: [SQL] = [
        "create table core.mine ()",
        "create schema mine",
        "create table public.mine ()",
        "create temporary table mine ()",
        "create role muster_mine",
        "set role muster_owner",
        "drop table core.incident",
        "truncate core.timeline",
        "update core.timeline set text = ''",
        "delete from core.timeline",
        "update core.audit set actor = ''",
        "delete from core.audit",
        "delete from core.incident",
        "insert into core.api_key (prefix, name, digest, scopes) values ('aaaaaaaa', 'a', sha256('a'), '{}')",
        "update core.api_key set digest = sha256('a')",
        "update core.api_key set scopes = '{administration}'",
        "insert into core.configuration (digest, document, applied_by) values ('', '{}', '')",
        "update core.configuration set document = '{}'",
        "delete from core.configuration",
        "insert into core.applied_migration (owner, number, name, checksum, applied_by) values ('x', 1, '', '', '')",
        "insert into core.applied_topology (digest, applied_by) values ('', '')",
        "insert into core.paused_queue (queue, paused_by) values ('intake', '')",
        "insert into core.partition (parent, name, starts, ends) values ('core.alert', 'x', now(), now())",
        "select core.make_worker_schema('mine')",
        "select core.make_process_role('mine')",
        "select core.partition_by_id('core.alert', interval '1 day', interval '1 day', null)",
        "select rolpassword from pg_authid",
        "select core.retain('alerts', now() - interval '100 days', 1)",
        "select core.drop_past_alerts(now() - interval '100 days')",
        "select core.erase_in('core.participant', '{a,b,c,d}', '', '', '')",
        "select * from core.forget_person('a@b.c')",
        "select * from core.past_alert", "select * from core.erasure_key",
        "insert into core.person_grant (email, role, reason, granted_by, expires_at) values ('a@b', 'operator', 'a', 'a', now())",
        "update core.person_grant set revoked_at = now()", "update core.person_grant set expires_at = now()",
        "insert into core.legal_hold (incident_id, reason, held_by) values (core.uuid_v7(), 'a', 'b')",
        "update core.legal_hold set released_at = now()",
        "select * from core.erase_person('a@example.org')", "select * from core.erasure_obstacles('a@example.org')",
    ]

    /// For every process but the nightly batch, which ages rows out.
    private static let ofNightlyAlone: SQL =
        "select core.retain_in('core', 'refused_bodies', now() - interval '100 days', null)"

    /// For every process but intake, where people leave.
    private static let ofIntakeAlone: SQL = "delete from core.participant"

    /// For one process.
    private static let others: [(String, [SQL])] = [
        (
            "intake",
            [
                "update core.resource set url = ''", "insert into core.detector values ('a', 'b')",
                "insert into core.sign_in_link (digest, email, name, created_by, expires_at) values (sha256('a'), 'a@b', 'a', 'a', now())",
                "update core.sign_in_link set email = 'a@b'", "update core.sign_in_link set expires_at = now()",
                "update core.session set email = 'a@b'", "update core.session set expires_at = now()",
                "update core.task_step set text = ''", "delete from core.task",
                "update core.role_interval set until = null", "delete from core.role_interval",
                "insert into core.role_interval (incident_id, email, role, since) values (core.uuid_v7(), '', '', now())",
                "insert into notifier.link_key (key) values (sha256('a'))", "select * from notifier.notice",
                "update core.former_value set value = ''",
                "insert into core.former_value select * from core.former_value",
                "update core.review_version set lessons = ''", "delete from core.review_version",
                "update core.review_publication set number = 1", "delete from core.review_action",
                "update core.incident_merge set into_id = incident_id", "delete from core.incident_merge",
                "update core.status_change set at = now()", "update core.entered_cost set amount_minor = 0",
                "delete from core.entered_cost", "update cost_calculator.account set total_minor = 0",
                "update playbook_runner.execution set state = ''",
                "update playbook_runner.execution set status = 'FAILED'",
                "update playbook_runner.playbook_version set machine = ''", "delete from playbook_runner.history",
                "insert into playbook_runner.history select * from playbook_runner.history",
                "select secret from playbook_runner.task", "insert into playbook_runner.task (number) values (1)",
                "insert into playbook_runner.step select * from playbook_runner.step",
                "update nightly.step set state = 'done'", "select * from nightly.cost",
                "update dead_letter_keeper.letter set body = ''", "delete from dead_letter_keeper.letter",
                "insert into dead_letter_keeper.letter select * from dead_letter_keeper.letter",
                "update dead_letter_keeper.letter set incident = null", "delete from dead_letter_keeper.edit",
                "insert into dead_letter_keeper.edit select * from dead_letter_keeper.edit",
                "update dead_letter_keeper.edit set body_before = ''", "delete from dead_letter_keeper.selection",
                "update dead_letter_keeper.selection set requested_by = ''",
                "delete from dead_letter_keeper.waiting_letter", "select body from dead_letter_keeper.outbox_event",
            ]
        ),
        (
            "playbook-runner",
            [
                "select digest from core.api_key", "select * from core.alert", "delete from core.task",
                "update core.resource set url = ''", "update playbook_runner.playbook_version set machine = ''",
                "update playbook_runner.history set event = ''", "delete from playbook_runner.history",
                "delete from playbook_runner.execution", "select * from native.message",
                "update playbook_runner.step set outcome = 'done'", "delete from playbook_runner.step",
                "update nightly.step set state = 'done'", "select * from nightly.cost",
            ]
        ),
        (
            "cost-calculator",
            [
                "select digest from core.api_key", "update core.incident set status = 'closed'",
                "update core.participant set roles = '{}'", "update core.role_interval set until = now()",
                "update core.entered_cost set amount_minor = 0", "delete from cost_calculator.account",
                "insert into native.message select * from native.message",
            ]
        ),
        (
            "resource-creator",
            [
                "select digest from core.api_key", "update core.incident set status = 'closed'",
                """
                insert into core.incident (id, title, description, type, severity, priority, source)
                values (core.uuid_v7(), 'a', '', 'a', 'a', 'a', 'report')
                """,
                "update core.participant set roles = '{}'", "update core.alert set status = 'resolved'",
            ]
        ),
        (
            "notifier",
            [
                "select digest from core.api_key", "update core.incident set status = 'closed'",
                "update core.resource set url = ''", "select * from core.alert", "delete from notifier.notice",
                "insert into core.incident_merge select * from core.incident_merge",
                "insert into core.review_version select * from core.review_version",
            ]
        ),
        (
            "paging",
            [
                "select digest from core.api_key", "update core.incident set status = 'closed'",
                "update core.participant set roles = '{}'", "select * from core.alert", "delete from paging.page",
                "delete from core.schedule_change",
            ]
        ),
        (
            "task-tracker",
            [
                "select digest from core.api_key", "update core.resource set url = ''", "select * from core.alert",
                "delete from core.task", "update core.task_step set text = ''", "update native.message set text = 'x'",
                "insert into native.mention select * from native.mention",
                "delete from task_tracker.notice", "select * from notifier.mail_thread",
            ]
        ),
        (
            "nightly",
            [
                "select digest from core.api_key", "update core.incident set status = 'closed'",
                "update core.role_interval set until = now()", "update core.entered_cost set amount_minor = 0",
                "update paging.page set person = ''", "insert into native.message select * from native.message",
                "update nightly.cost_change set after_minor = 0", "delete from nightly.cost_change",
                "delete from nightly.step", "delete from cost_calculator.account",
                "select * from cost_calculator.outbox",
            ]
        ),
        (
            "dead-letter-keeper",
            [
                "select digest from core.api_key", "select * from core.incident", "select * from core.participant",
                "delete from dead_letter_keeper.letter",
            ]
        ),
    ]

    private func withMigrated(_ body: (TestDatabase) async throws -> Void) async throws {
        let servers = try TestServers.shared()
        try await servers.withDatabase { database in
            try await MigratorTests.withClient(database.url) { client in
                let folder = try MigrationFolder(path: MigratorTests.repository)
                let migrator = Migrator(client: client, folder: folder)
                try await migrator.up()
                _ = try await migrator.setPasswords(from: servers.secretsDirectory)
            }
            try await body(database)
        }
    }

    private func expectRefused(_ sql: SQL, _ client: PostgresClient, _ process: String) async {
        do {
            _ = try await client.query(sql)
            Issue.record("\(process) may: \(sql.text)")
        } catch {
            #expect(error.sqlState == "42501", "\(process): \(sql.text): \(error)")
        }
    }

    @Test func noProcessMayDoWhatIsNotItsJob() async throws {
        try await withMigrated { database in
            for process in try TestServers.processes() {
                try await MigratorTests.withClient(database.url(process: process)) { client in
                    for sql in Self.never { await expectRefused(sql, client, process) }
                    if process != "intake" { await expectRefused(Self.ofIntakeAlone, client, process) }
                    if process != "nightly" { await expectRefused(Self.ofNightlyAlone, client, process) }
                    for sql in Self.others.filter({ $0.0 == process }).flatMap(\.1) {
                        await expectRefused(sql, client, process)
                    }
                    for other in try TestServers.workers() where other != process {
                        let schema = other.replacing("-", with: "_")
                        for table in ["inbox", "outbox", "effect", "timer"] {
                            await expectRefused(
                                SQL(trusted: "select * from \(schema).\(table)"), client, process)
                            await expectRefused(
                                SQL(trusted: "delete from \(schema).\(table)"), client, process)
                        }
                    }
                }
            }
        }
    }

    @Test func everyProcessMayDoItsJob() async throws {
        try await withMigrated { database in
            for process in try TestServers.workers() {
                try await MigratorTests.withClient(database.url(process: process)) { client in
                    for sql: SQL in [
                        "select count(*) as count from inbox", "select count(*) as count from outbox",
                        "select core.maintain_partitions() as changed",
                        "select core.forget_outdated(1) as forgotten",
                        "select count(*) as count from core.applied_migration",
                        "insert into inbox (message_id, done_at) values (core.uuid_v7(), now())",
                    ] {
                        _ = try await client.query(sql)
                    }
                }
            }
        }
    }

    /// The role of the operator's commands, as its grants are written: where it is the administrator as well, it is a
    /// member of the owner, and a try would show that.
    @Test func theOperatorsGrantsLeaveFactsAlone() async throws {
        try await withMigrated { database in
            let rights = try await database.run(
                sql: """
                    select 'core.' || c.relname || ' ' || a.privilege_type from pg_class c,
                           aclexplode(c.relacl) a
                     where a.grantee = 'muster_operator'::regrole and a.privilege_type <> 'SELECT'
                       and c.relnamespace = 'core'::regnamespace order by 1
                    """)
            #expect(
                rights == [
                    "core.api_key INSERT", "core.applied_topology INSERT", "core.audit INSERT",
                    "core.configuration INSERT", "core.consumption DELETE", "core.consumption INSERT",
                    "core.detector INSERT", "core.legal_hold INSERT", "core.paused_queue DELETE",
                    "core.paused_queue INSERT", "core.person_grant INSERT", "core.sign_in_link INSERT",
                ])
        }
    }
}
