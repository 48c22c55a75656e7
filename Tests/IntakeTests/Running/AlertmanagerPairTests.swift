import Foundation
import JSON
import TestServers
import Testing

/// What Alertmanager does when it runs twice, and when the Prometheus behind it is restarted: the bodies as 0.25 and 0.34
/// send them.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct AlertmanagerPairTests {
    private func body(
        _ status: String, startsAt: String = "2026-11-28T13:20:48.504447812Z",
        group: String = "{}:{alertname=\"Latency\"}", reason: String? = nil
    ) -> JSON {
        var body: JSONObject = [
            "version": "4", "groupKey": .string(group), "status": .string(status), "truncatedAlerts": 0,
            "alerts": [
                [
                    "status": .string(status), "fingerprint": "c0ffee0000000001", "startsAt": .string(startsAt),
                    "labels": ["alertname": "Latency", "severity": "critical"],
                    "annotations": ["summary": "Latency is high"],
                ]
            ],
        ]
        body["notification_reason"] = reason.map(JSON.string)
        return .object(body)
    }

    private func send(_ intake: IntakeProcess, _ body: JSON) async throws {
        #expect(try await intake.post("/api/v1/alerts/alertmanager", body).status == 202)
    }

    private func incidents(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(sql: "select number, status, alert_count from core.incident order by number")
    }

    /// The two do not hear of each other for a while: both send everything.
    @Test(arguments: [nil, "first notification"])
    func aPairThatSendsEverythingTwiceOpensOneIncident(_ reason: String?) async throws {
        try await IntakeProcess.run { one in
            try await one.second { two in
                async let first: Void = send(one, body("firing", reason: reason))
                async let second: Void = send(two, body("firing", reason: reason))
                _ = try await (first, second)
                #expect(try await incidents(one) == ["1|active|1"])
                #expect(try await one.database.run(sql: "select count from core.alert") == ["2"])
                async let over: Void = send(one, body("resolved"))
                async let overToo: Void = send(two, body("resolved"))
                _ = try await (over, overToo)
                #expect(try await one.database.run(sql: "select status from core.alert") == ["resolved"])
                let lines = try await one.database.run(sql: "select text from core.timeline where kind = 'alert'")
                #expect(lines.filter { $0 == "All alerts are resolved" }.count == 1)
                let told = try await one.database.run(
                    sql: "select type, count(*) from intake.outbox group by type order by type")
                #expect(
                    told == [
                        "muster.alert.opened.v1|1", "muster.alert.resolved.v1|1", "muster.incident.opened.v1|1",
                        "muster.incident.updated.v1|1",
                    ])
            }
        }
    }

    /// The slower of the two says once more that it fires, with the same beginning: it fires, until somebody says otherwise.
    @Test func theSlowerOfAPairGoesOnInTheSameIncident() async throws {
        try await IntakeProcess.run { intake in
            for status in ["firing", "resolved", "firing", "resolved"] { try await send(intake, body(status)) }
            #expect(try await incidents(intake) == ["1|active|2"])
            #expect(try await intake.database.run(sql: "select count(*) from core.open_alert") == ["0"])
        }
    }

    /// Prometheus forgets that it fired: a live fault is resolved, and fires again with another beginning once its `for`
    /// is over.
    @Test func aRestartedPrometheusWakesNobodyTwice() async throws {
        try await IntakeProcess.run { intake in
            try await send(intake, body("firing"))
            try await send(intake, body("resolved"))
            try await send(intake, body("firing", startsAt: "2026-11-28T13:31:02.1Z"))
            #expect(try await incidents(intake) == ["1|active|2"])
            let opened = try await intake.database.run(
                sql: "select count(*) from intake.outbox where type = 'muster.incident.opened.v1'")
            #expect(opened == ["1"])
        }
    }

    /// A matcher of the route was edited: the same alert comes under a new group, and the old one is never resolved.
    @Test func anEditedRouteGoesOnInTheSameIncident() async throws {
        try await IntakeProcess.run { intake in
            try await send(intake, body("firing"))
            try await send(intake, body("firing", group: "{}/{team=\"db\"}:{alertname=\"Latency\"}"))
            try await send(intake, body("resolved", group: "{}/{team=\"db\"}:{alertname=\"Latency\"}"))
            try await send(intake, body("firing", group: "{}/{team=\"db\"}:{alertname=\"Latency\"}"))
            #expect(try await incidents(intake) == ["1|active|2"])
        }
    }
}
