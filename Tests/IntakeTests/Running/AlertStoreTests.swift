import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct AlertStoreTests {
    private func webhook(
        _ fingerprint: String, _ status: String = "firing", group: String = "g", severity: String = "critical"
    ) -> JSON {
        [
            "version": "4", "groupKey": .string(group),
            "alerts": [
                [
                    "status": .string(status), "fingerprint": .string(fingerprint),
                    "labels": ["alertname": "Latency", "severity": .string(severity)],
                    "annotations": ["summary": "Latency is high"],
                ]
            ],
        ]
    }

    private func send(_ intake: IntakeProcess, _ bodies: [JSON]) async throws -> [IntakeProcess.Reply] {
        try await withThrowingTaskGroup(of: IntakeProcess.Reply.self) { group in
            for body in bodies { group.addTask { try await intake.post("/api/v1/alerts/alertmanager", body) } }
            return try await group.reduce(into: [IntakeProcess.Reply]()) { $0.append($1) }
        }
    }

    @Test func aRaceOfTwentyEqualAlertsIsOneRow() async throws {
        try await IntakeProcess.run { intake in
            let replies = try await send(intake, (0..<20).map { _ in webhook("f") })
            #expect(replies.allSatisfy { $0.status == 202 })
            #expect(replies.filter { $0.json["alerts"]?[0]?["deduplicated"] == false }.count == 1)
            #expect(
                try await intake.database.run(sql: "select count, status, outcome from core.alert") == [
                    "20|open|incident"
                ])
            let types = try await intake.database.run(sql: "select type from intake.outbox order by type")
            #expect(types == ["muster.alert.opened.v1", "muster.incident.opened.v1"])
        }
    }

    @Test func aTriggerAfterAResolutionIsANewAlertOfTheSameIncident() async throws {
        try await IntakeProcess.run { intake in
            for status in ["firing", "resolved", "resolved", "firing"] {
                _ = try await send(intake, [webhook("f", status)])
            }
            let rows = try await intake.database.run(
                sql: "select status, outcome, count from core.alert order by first_at")
            #expect(rows == ["resolved|incident|1", "open|attached|1"])
            #expect(try await intake.database.run(sql: "select alert_count from core.incident") == ["2"])
            let types = try await intake.database.run(sql: "select type from intake.outbox")
            #expect(types.filter { $0 == "muster.alert.resolved.v1" }.count == 1)
        }
    }

    @Test func aStormOfAGroupIsOneIncidentAndAClosedOneStartsAnother() async throws {
        try await IntakeProcess.run { intake in
            let replies = try await send(intake, (0..<60).map { webhook("f\($0)") })
            #expect(replies.allSatisfy { $0.status == 202 })
            #expect(try await intake.database.run(sql: "select number, alert_count from core.incident") == ["1|60"])
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["status": "closed"])
            _ = try await send(intake, [webhook("late")])
            let incidents = try await intake.get("/api/v1/incidents?status=active")
            #expect(incidents.json["items"]?.arrayValue?.count == 1)
            #expect(incidents.json["items"]?[0]?["alert_count"] == 1)
        }
    }

    @Test func anAlertThatFiresAfterItsIncidentWasClosedOpensAnother() async throws {
        try await IntakeProcess.run { intake in
            let alert: JSON = ["title": "Disk full", "dedup_key": "k1", "severity": "critical"]
            _ = try await intake.post("/api/v1/alerts", alert)
            let counted = try await intake.post("/api/v1/alerts", alert)
            #expect(counted.json["alerts"]?[0]?["deduplicated"] == true)
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["status": "closed"])
            let again = try await intake.post("/api/v1/alerts", alert)
            #expect(again.json["alerts"]?[0]?["deduplicated"] == false)
            let repeated = try await intake.post("/api/v1/alerts", alert)
            #expect(repeated.json["alerts"]?[0]?["id"] == again.json["alerts"]?[0]?["id"])
            let rows = try await intake.database.run(
                sql: """
                    select a.status, a.count, i.number, i.status from core.alert a join core.incident i
                    on i.id = a.incident_id order by i.number
                    """)
            #expect(rows == ["resolved|2|1|closed", "open|2|2|active"])
            #expect(try await intake.database.run(sql: "select count(*) from core.open_alert") == ["1"])
        }
    }

    @Test func whatAlertmanagerRepeatsAfterTheClosingOpensNothing() async throws {
        try await IntakeProcess.run { intake in
            func send(_ reason: String) async throws {
                var body = webhook("f").objectValue ?? [:]
                body["notification_reason"] = .string(reason)
                #expect(try await intake.post("/api/v1/alerts/alertmanager", .object(body)).status == 202)
            }
            try await send("first notification")
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["status": "closed"])
            try await send("repeat interval elapsed")
            try await send("repeat interval elapsed")
            #expect(try await intake.database.run(sql: "select count from core.alert") == ["3"])
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["1"])
            let lines = try await intake.database.run(sql: "select actor, text from core.timeline where kind = 'alert'")
            #expect(lines == ["prometheus|Still firing since the incident was closed: Latency is high (critical)"])
            try await send("first notification")
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["2"])
        }
    }

    @Test func anAlertThatGetsWorseIsRoutedAgain() async throws {
        try await IntakeProcess.run { intake in
            for severity in ["warning", "critical", "warning", "critical"] {
                _ = try await intake.post(
                    "/api/v1/alerts",
                    ["title": "Disk full", "dedup_key": "k1", "severity": .string(severity)])
            }
            let rows = try await intake.database.run(
                sql: """
                    select a.severity, a.outcome, a.route, a.count, i.number, i.alert_count from core.alert a
                    join core.incident i on i.id = a.incident_id
                    """)
            #expect(rows == ["critical|incident|critical|4|1|1"])
            let types = try await intake.database.run(sql: "select type from intake.outbox order by type")
            #expect(types == ["muster.alert.opened.v1", "muster.incident.opened.v1"])
        }
    }

    @Test func twoInstancesAgree() async throws {
        try await IntakeProcess.run { one in
            let bodies = (0..<40).map { webhook("f\($0 % 10)", group: "g\($0 % 3)") }
            try await one.second { two in
                async let first = send(one, bodies)
                async let second = send(two, bodies.reversed())
                let replies = try await first + second
                #expect(replies.allSatisfy { $0.status == 202 })
            }
            #expect(try await one.database.run(sql: "select count(*), sum(count) from core.alert") == ["10|80"])
            #expect(try await one.database.run(sql: "select count(*) from core.open_alert") == ["10"])
            let incidents = try await one.database.run(sql: "select sum(alert_count) from core.incident")
            #expect(incidents == ["10"])
        }
    }

    @Test func aBodyWithABadAlertStoresTheOthersAndIsKept() async throws {
        try await IntakeProcess.run { intake in
            var alerts: [JSON] = (0..<200).map { ["title": "Trouble", "dedup_key": .string("k\($0)")] }
            alerts[13] = ["title": ""]
            let reply = try await intake.post("/api/v1/alerts", ["alerts": .array(alerts)])
            #expect(reply.status == 202)
            #expect(reply.json["accepted"] == 199)
            #expect(reply.json["rejected"]?[0]?["index"] == 13)
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["199"])

            let broken = try await intake.send(
                "POST", "/api/v1/alerts", body: Array("{\"title\":".utf8),
                headers: [("Content-Type", "application/json")])
            #expect(broken.status == 422)
            let kept = try await intake.database.run(
                sql: "select source, format, octet_length(body) from core.refused_body order by received_at")
            #expect(kept.count == 2)
            #expect(kept.last == "prometheus|native|9")
        }
    }

    /// A body that is too large will be too large again, and syslog-ng keeps what is answered with 413 for ever.
    @Test(arguments: ["alerts", "alerts/alertmanager", "alerts/datadog"])
    func aBodyThatIsTooLargeIsRefusedForGood(_ door: String) async throws {
        try await IntakeProcess.run { intake in
            let reply = try await intake.send(
                "POST", "/api/v1/\(door)", body: [UInt8](repeating: 0x20, count: 4 << 20 + 1),
                headers: [("Content-Type", "application/json")])
            #expect(reply.status == 422, "\(reply.text)")
            let kept = try await intake.database.run(sql: "select source, reason from core.refused_body")
            #expect(kept == ["prometheus|the body is larger than the 4194304 bytes that this address accepts"])
        }
    }

    @Test func ofRefusedBodiesTheNewestThousandOfASourceAreKeptWithoutTheirEnds() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.database.run(
                sql: """
                    insert into core.refused_body (source, format, reason, body)
                    select source, 'native', 'an older one', 'x'
                    from generate_series(1, 1200), unnest(array['prometheus', 'other']) as source
                    """)
            let broken = try await intake.send(
                "POST", "/api/v1/alerts", body: [UInt8](repeating: UInt8(ascii: "x"), count: 100_000),
                headers: [("Content-Type", "application/json")])
            #expect(broken.status == 422)
            let kept = try await intake.database.run(
                sql: """
                    select source, count(*), max(octet_length(body)) from core.refused_body group by source order by source
                    """)
            #expect(kept == ["other|1200|1", "prometheus|1000|65536"])
        }
    }

    @Test func aDryRunTellsAndChangesNothing() async throws {
        try await IntakeProcess.run { intake in
            let reply = try await intake.post("/api/v1/alerts/alertmanager?dry_run=true", webhook("f"))
            #expect(reply.status == 200)
            #expect(reply.json["alerts"]?[0]?["route"] == "critical")
            #expect(reply.json["alerts"]?[0]?["incident"]?["severity"] == "SEV1")
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["0"])
        }
    }

    @Test func everyAlertTellsWhichRuleDecided() async throws {
        try await IntakeProcess.run { intake in
            let stored = try await send(intake, [webhook("f", severity: "warning")])
            let id = try #require(stored.first?.json["alerts"]?[0]?["id"]?.stringValue)
            let alert = try await intake.get("/api/v1/alerts/\(id)")
            #expect(alert.json["outcome"] == "no_route")
            #expect(alert.json["reason"] == "no route matches")
            #expect(alert.json["incident"] == .null)
        }
    }

    @Test func aKeyThatOnlyReadsSeesNoAlertOfARestrictedIncident() async throws {
        try await IntakeProcess.run { intake in
            let stored = try await send(intake, [webhook("f")])
            let id = try #require(stored.first?.json["alerts"]?[0]?["id"]?.stringValue)
            let open = try await intake.get("/api/v1/alerts/\(id)", key: IntakeProcess.readingKey)
            #expect(open.json["incident"] == "INC-1")
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["visibility": "restricted"])
            let hidden = try await intake.get("/api/v1/alerts/\(id)", key: IntakeProcess.readingKey)
            #expect(hidden.status == 404)
            let list = try await intake.get("/api/v1/alerts", key: IntakeProcess.readingKey)
            #expect(list.json["items"]?.arrayValue?.isEmpty == true)
            #expect(try await intake.get("/api/v1/alerts/\(id)").json["incident"] == "INC-1")
            // Said again, it answers as it does for any alert: nothing of the incident is in it.
            let again = try await send(intake, [webhook("f")])
            let keys = again.first?.json["alerts"]?[0]?.objectValue?.keys.sorted()
            #expect(keys == ["dedup_key", "deduplicated", "id", "note", "playbook"])
            #expect(again.first?.json["alerts"]?[0]?["playbook"] == .null)
        }
    }

    @Test func anAlertRequestUnderAnIdempotencyKeyCountsOnce() async throws {
        try await IntakeProcess.run { intake in
            let key = [("Idempotency-Key", "a-1")]
            let first = try await intake.post("/api/v1/alerts/alertmanager", webhook("f"), headers: key)
            let again = try await intake.post("/api/v1/alerts/alertmanager", webhook("f"), headers: key)
            #expect(first.json == again.json)
            #expect(try await intake.database.run(sql: "select count from core.alert") == ["1"])
            let other = try await intake.post("/api/v1/alerts/alertmanager", webhook("g"), headers: key)
            #expect(other.status == 422)
        }
    }
}
