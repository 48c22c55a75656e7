import JSON
import SampleOrganisation
import TestServers
import Testing

/// What intake keeps of a route that is asked for many incidents.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct StormStoreTests {
    private func body(_ numbers: Range<Int>, _ action: String = "open") -> JSON {
        .array(
            numbers.map { number in
                [
                    "title": .string("Host \(number) is away"), "dedup_key": .string("host-\(number)"),
                    "severity": "critical", "action": .string(action),
                ]
            })
    }

    private func send(_ intake: IntakeProcess, _ body: JSON) async throws {
        #expect(try await intake.post("/api/v1/alerts", body).status == 202)
    }

    /// Sends ten thousand alerts to two instances, sixteen bodies at a time: as many as a busy sender has under way.
    private func sendTenThousand(_ one: IntakeProcess, _ two: IntakeProcess) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<200 {
                if part >= 16 { try await group.next() }
                let alerts = body(part * 50..<(part + 1) * 50)
                group.addTask { try await send(part.isMultiple(of: 2) ? one : two, alerts) }
            }
            try await group.waitForAll()
        }
    }

    /// Both instances count together, whatever the order in which their batches come.
    @Test func tenThousandAlertsAtTwoInstancesAreElevenIncidents() async throws {
        try await IntakeProcess.run { one in
            try await one.second { two in try await sendTenThousand(one, two) }
            let database = one.database
            #expect(try await database.run(sql: "select count(*), count(storm) from core.incident") == ["11|1"])
            #expect(
                try await database.run(
                    sql: """
                        select outcome, count(*), count(incident_id) from core.alert group by outcome order by outcome
                        """) == ["attached|9989|9989", "incident|11|11"])
            #expect(
                try await database.run(sql: "select sum(alert_count), max(alert_count) from core.incident")
                    == ["10000|9990"])
            // An escalation begins with the opening of an incident, and there are as many.
            #expect(
                try await database.run(
                    sql: "select count(*) from intake.outbox where type = 'muster.incident.opened.v1'") == ["11"])
            let storm = try await database.run(sql: "select name from core.incident where storm = 'critical'")[0]
            let incident = try await one.get("/api/v1/incidents/\(storm)").json
            #expect(incident["storm"] == "critical" && incident["alert_count"] == 9990)
            let page = try await one.get("/api/v1/alerts?incident=\(storm)&limit=200").json
            #expect(page["items"]?.arrayValue?.count == 200)
            #expect(page["items"]?.arrayValue?.allSatisfy { $0["incident"] == .string(storm) } == true)
            #expect(page["next_cursor"] != .null)
            #expect(try await one.get("/api/v1/alerts?incident=storm").status == 422)
        }
    }

    @Test func aStormThatGoesOnAfterItsIncidentWasClosedOpensOneMore() async throws {
        try await IntakeProcess.run { intake in
            try await send(intake, body(0..<30))
            _ = try await intake.patch("/api/v1/incidents/INC-11", ["status": "closed"])
            try await send(intake, body(30..<60))
            #expect(
                try await intake.database.run(
                    sql: "select number, alert_count from core.incident where storm is not null order by number")
                    == ["11|20", "12|30"])
        }
    }

    /// One instance resolves in the storm what the other adds to it: neither waits for the other for ever.
    @Test func aStormThatComesAndGoesAtTwoInstancesIsWhole() async throws {
        try await IntakeProcess.run { one in
            try await one.second { two in
                try await send(one, body(0..<100))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for part in 1..<20 {
                        let (mine, other) = part.isMultiple(of: 2) ? (one, two) : (two, one)
                        group.addTask { try await send(mine, body(part * 100..<(part + 1) * 100)) }
                        group.addTask { try await send(other, body((part - 1) * 100..<part * 100, "resolve")) }
                    }
                    try await group.waitForAll()
                }
                let database = one.database
                #expect(try await database.run(sql: "select count(*), count(storm) from core.incident") == ["11|1"])
                #expect(
                    try await database.run(
                        sql: "select count(*), count(*) filter (where incident_id is null) from core.alert")
                        == ["2000|0"])
            }
        }
    }

    private func group(_ key: String, _ status: String) -> JSON {
        [
            "version": "4", "groupKey": "g",
            "alerts": [
                [
                    "status": .string(status), "fingerprint": .string(key),
                    "labels": ["alertname": "Latency", "severity": "critical"],
                ]
            ],
        ]
    }

    @Test func aGroupThatFiresAgainAfterItsWindowOpensAnotherIncident() async throws {
        try await IntakeProcess.run { intake in
            let path = "/api/v1/alerts/alertmanager"
            for (key, status) in [("a", "firing"), ("a", "resolved"), ("a", "firing")] {
                _ = try await intake.post(path, group(key, status))
            }
            let database = intake.database
            let incidents = "select number, alert_count, alerts_rest_at is not null from core.incident order by number"
            #expect(try await database.run(sql: incidents) == ["1|2|f"])
            // A day goes by while it fires: the window does not run.
            try await database.run(sql: "update core.incident set reported_at = reported_at - interval '1 day'")
            for (key, status) in [("b", "firing"), ("a", "resolved"), ("b", "resolved")] {
                _ = try await intake.post(path, group(key, status))
            }
            #expect(try await database.run(sql: incidents) == ["1|3|t"])
            try await database.run(
                sql: "update core.incident set alerts_rest_at = alerts_rest_at - interval '30 minutes'")
            _ = try await intake.post(path, group("a", "firing"))
            #expect(try await database.run(sql: incidents) == ["1|3|t", "2|1|f"])
            #expect(try await database.run(sql: "select array_length(asked, 1) from core.route_load") == ["2"])
        }
    }
}
