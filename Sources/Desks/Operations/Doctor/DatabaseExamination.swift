import Encodings
import FoundationEssentials
import JSON
import Postgres
import Migrations
import ZoneFiles

/// What the database shows.
struct DatabaseExamination: Sendable {
    let client: PostgresClient
    let migrationFolder: @Sendable () throws -> MigrationFolder

    init(client: PostgresClient, migrations: @escaping @Sendable () throws -> MigrationFolder) {
        self.client = client
        migrationFolder = migrations
    }

    func checks() async -> [Check] {
        do {
            _ = try await client.query("select 1 as one")
        } catch {
            return [
                .wrong("database", "\(error)", fix: Login.remedy(forDatabase: error))
            ]
        }
        var checks: [Check] = [.well("database", "reachable")]
        checks.append(await guarded("sessions", sessions))
        checks.append(await guarded("migrations", migrations))
        guard checks.last?.isWell == true else { return checks }
        checks.append(await guarded("configuration", configuration))
        checks.append(await zones())
        if let calendars = await calendars() { checks.append(calendars) }
        checks.append(await guarded("outbox", outbox))
        checks.append(await guarded("partitions", partitions))
        checks.append(await guarded("dead letters", deadLetters))
        checks.append(await guarded("connection tests", connectionTests))
        checks.append(await guarded("refused alerts", refusedBodies))
        return checks
    }

    private func guarded(_ name: String, _ check: () async throws -> Check) async -> Check {
        do {
            return try await check()
        } catch {
            return .wrong(name, "\(error)", fix: "See `muster migrate status`.")
        }
    }

    private func sessions() async throws -> Check {
        let row = try await client.query(
            "select current_setting('statement_timeout') <> '0' and current_setting('plan_cache_mode') <> 'auto' as are_set"
        )
        return Self.sessions(areSet: try row.first?.decode("are_set") ?? false)
    }

    /// A pooler between that drops what connections ask for (PgBouncer with `ignore_startup_parameters = options`) takes their
    /// limits away, and mixes up sessions that hold locks and prepared statements.
    static func sessions(areSet: Bool) -> Check {
        areSet
            ? .well("sessions", "with the limits that they ask for")
            : .wrong(
                "sessions", "the limits that connections ask for do not arrive at the server",
                fix: "Connect to Postgres itself: each process has a pool of its own, and needs no PgBouncer between.")
    }

    private func migrations() async throws -> Check {
        let plan = try await Migrator(client: client, folder: try migrationFolder()).plan()
        return plan.pending.isEmpty
            ? .well("migrations", "\(plan.items.count) applied")
            : .wrong("migrations", "\(plan.pending.count) pending", fix: "muster migrate up")
    }

    private func configuration() async throws -> Check {
        guard let newest = try await ConfigurationStore(client: client).newest() else {
            return .wrong("configuration", "none was applied", fix: "muster config apply ops/config/example.yaml")
        }
        return .well("configuration", "version \(newest.number)")
    }

    private func calendars() async -> Check? {
        do {
            return try await CalendarExamination(client: client, files: ZoneFiles()).check()
        } catch {
            return .wrong("calendars", "\(error)", fix: "See `muster config show`.")
        }
    }

    private func zones() async -> Check {
        do {
            return try await ZoneExamination(client: client, files: ZoneFiles()).check()
        } catch {
            return .wrong("time zones", "\(error)", fix: "Install tzdata of one edition here and where Postgres runs.")
        }
    }

    /// Processes publish at once; a row that waits for a minute has no process, or no broker.
    private func outbox() async throws -> Check {
        let schemas = try await WorkerSchema.all(client)
        let part = WorkerSchema.union(
            schemas,
            """
            select '{worker}' as worker, count(*) as count,
                   coalesce(extract(epoch from now() - min(created_at)), 0)::double precision as age
              from {schema}.outbox_pending join {schema}.outbox_event using (id)
            """)
        let late = try await client.query(SQL(trusted: part)).compactMap { row -> String? in
            let age = try row.decode("age", as: Double.self)
            guard age > 60 else { return nil }
            return "\(try row.decode("worker", as: String.self)) has \(try row.decode("count", as: Int.self)) "
                + "since \(Int(age)) s"
        }
        return late.isEmpty
            ? .well("outbox", "nothing waits for longer than a minute")
            : .wrong(
                "outbox", late.joined(separator: ", "),
                fix: "Start these processes (ops/status), and see that they reach the broker: their log says why not.")
    }

    private func partitions() async throws -> Check {
        let short = try await client.query(
            """
            select t.parent::text as parent from core.partitioned_table t
             where coalesce((select max(p.ends) from core.partition p where p.parent = t.parent), '-infinity')
                   < now() + t.ahead / 2
             order by 1
            """
        ).map { try $0.decode("parent", as: String.self) }
        return short.isEmpty
            ? .well("partitions", "made ahead")
            : .wrong(
                "partitions", "\(short.joined(separator: ", ")) will soon have none",
                fix: "muster migrate up, and see why no process makes them daily.")
    }

    /// What somebody tried at a sender's button "Test": it makes no alert, so this is where it shows.
    private func connectionTests() async throws -> Check {
        let tests = try await client.query("select source, at from core.connection_test order by at desc limit 5")
            .map { row in
                let (source, at): (String, Date) = (try row.decode("source"), try row.decode("at"))
                return "\(source) at \(RFC3339.string(from: at))"
            }
        return .well("connection tests", tests.isEmpty ? "none came" : "came from \(tests.joined(separator: ", "))")
    }

    /// A sender that is told that a body cannot be used, and sends it again and again: Alertmanager does so until a group ends,
    /// and syslog-ng keeps everything behind it waiting.
    func refusedBodies() async throws -> Check {
        let stubborn = try await client.query(
            """
            select source, format, count(*) as count, max(reason) as reason from core.refused_body
             where received_at > now() - interval '1 day'
             group by source, format, md5(body) having count(*) >= 3
             order by count(*) desc, source limit 5
            """
        ).map { row in
            let (source, format): (String, String) = (try row.decode("source"), try row.decode("format"))
            let (count, reason): (Int, String) = (try row.decode("count"), try row.decode("reason"))
            return "\(source) sent the same \(format) body \(count) times in a day (\(reason.prefix(200)))"
        }
        return stubborn.isEmpty
            ? .well("refused alerts", "no sender repeats what was refused")
            : .wrong(
                "refused alerts", stubborn.joined(separator: "; "),
                fix: "Correct what these senders send; the bodies are rows of core.refused_body.")
    }

    /// They wait for a person, and nothing is broken by that.
    private func deadLetters() async throws -> Check {
        let count =
            try await client.query(
                "select count(*) as count from dead_letter_keeper.waiting_letter"
            ).first?.decode("count", as: Int.self) ?? 0
        return .well(
            "dead letters",
            count == 0
                ? "none"
                : "\(Wording.count(count, "letter")) \(count == 1 ? "waits" : "wait") for you: see `muster dead-letters groups`"
        )
    }
}
