import Curl
import Foundation
import JSON
import TestServers
import Testing

/// What would become of alerts, and that nothing of it is kept.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct DryRunTests {
    private static let paging = """
        update core.configuration set document = document
            || '{"policies": [{"name": "main", "last_resort": ["owner@example.org"], "steps": [
                {"targets": ["second@example.org", "also"], "wait": "5m"}, {"targets": ["empty"]}]}],
                "schedules": [{"name": "empty", "timezone": "UTC", "gaps": "allowed", "layers": [
                    {"name": "l", "start": "2026-01-05T00:00", "turn": "1d",
                     "members": [null]}]}, {"name": "also", "timezone": "UTC", "layers": [
                    {"name": "l", "start": "2026-01-05T00:00", "turn": "1d",
                     "members": ["second@example.org"]}]}],
                "drill_contacts": ["owner@example.org"]}'
            || jsonb_build_object('incident_types', jsonb_set(document->'incident_types', '{0,paging}',
                '[{"policy": "main"}]'))
        """

    private func withPaging(_ body: (IntakeProcess) async throws -> Void) async throws {
        try await IntakeProcess.run { intake in
            try await intake.database.run(sql: Self.paging)
            try await intake.database.run(
                sql: """
                    insert into core.configuration (digest, document, applied_by)
                    select 'y', document, 'test' from core.configuration
                    """)
            try await eventually("the configuration is read again") {
                try await dry(intake, alert("probe"))["pages"]?.arrayValue?.isEmpty == false
            }
            try await body(intake)
        }
    }

    private func alert(_ key: String, action: String = "open") -> JSON {
        [
            "title": .string("Trouble with \(key)"), "severity": "critical", "dedup_key": .string(key),
            "action": .string(action),
        ]
    }

    private func dry(
        _ intake: IntakeProcess, _ alert: JSON, headers: [(String, String)] = []
    ) async throws -> JSON {
        let reply = try await intake.post("/api/v1/alerts?dry_run=true", alert, headers: headers)
        #expect(reply.status == 200, "\(reply.text)")
        return reply.json["alerts"]?[0] ?? .null
    }

    @Test func tellsRouteIncidentAndWhomItWouldPage() async throws {
        try await withPaging { intake in
            let verdict = try await dry(intake, alert("a"))
            #expect(verdict["outcome"] == "incident" && verdict["route"] == "critical")
            #expect(verdict["deduplicated"] == false && verdict["incident"]?["name"] == .null)
            #expect(verdict["incident"]?["title"] == "Trouble with a" && verdict["incident"]?["severity"] == "SEV1")
            let pages = (verdict["pages"]?.arrayValue ?? []).map {
                "\($0["step"]?.intValue ?? 0) \($0["after_seconds"]?.intValue ?? -1) \($0["person"]?.stringValue ?? "") "
                    + "\($0["reason"]?.stringValue ?? "")"
            }
            #expect(
                pages == ["1 0 second@example.org second@example.org", "2 300 owner@example.org last resort"])
        }
    }

    private func labelled(_ key: String, team: String, group: String) -> JSON {
        [
            "title": .string("Trouble with \(key)"), "severity": "critical", "dedup_key": .string(key),
            "group_key": .string(group), "labels": ["team": .string(team)],
        ]
    }

    private func pages(_ verdict: JSON) -> [String] {
        (verdict["pages"]?.arrayValue ?? []).map {
            "\($0["after_seconds"]?.intValue ?? -1) \($0["person"]?.stringValue ?? "")"
        }
    }

    @Test func tellsWhatBecomesOfWhatItsRouteWaitsWith() async throws {
        try await withPaging { intake in
            let verdict = try await dry(intake, labelled("a", team: "patient", group: "g"))
            #expect(verdict["outcome"] == "no_route" && verdict["waits_until"]?.stringValue != nil)
            #expect(verdict["reason"] == "route patient holds it back for 2m: it may resolve by itself")
            #expect(verdict["incident"]?["title"] == "Trouble with a")
            #expect(pages(verdict) == ["120 second@example.org", "420 owner@example.org"])
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["0"])
        }
    }

    @Test func tellsOfJoiningAndOfStorms() async throws {
        try await withPaging { intake in
            _ = try await intake.post("/api/v1/alerts", labelled("a", team: "joining", group: "g"))
            let joins = try await dry(intake, labelled("b", team: "joining", group: "g"))
            #expect(joins["outcome"] == "attached" && joins["incident"]?["name"] == "INC-1")
            #expect(joins["pages_again"] == true)
            #expect(joins["reason"]?.stringValue?.contains("it pages again, 10m after its last page") == true)
            #expect(pages(joins) == ["0 second@example.org", "300 owner@example.org"])
            let storm = try await dry(intake, labelled("c", team: "joining", group: "h"))
            #expect(storm["outcome"] == "incident" && storm["incident"]?["storm"] == "joining")
            #expect(storm["reason"]?.stringValue?.hasSuffix("is reached: this alert opens the storm") == true)
            #expect(pages(storm).count == 2)
            _ = try await intake.post("/api/v1/alerts", labelled("c", team: "joining", group: "h"))
            let swallowed = try await dry(intake, labelled("d", team: "joining", group: "i"))
            #expect(swallowed["outcome"] == "attached" && swallowed["incident"]?["name"] == "INC-2")
            #expect(swallowed["reason"]?.stringValue?.hasSuffix("is reached: attached to the storm") == true)
            #expect(swallowed["pages_again"] == .null && pages(swallowed) == [])
        }
    }

    @Test func decidesByWhatIsOpenAndKeepsNothing() async throws {
        try await withPaging { intake in
            #expect(try await dry(intake, alert("a", action: "resolve"))["reason"] == "nothing is open under this key")
            _ = try await intake.post("/api/v1/alerts", alert("a"))
            let before = try await state(intake)
            let again = try await dry(intake, alert("a"))
            #expect(again["deduplicated"] == true && again["incident"]?["name"] == "INC-1")
            #expect(again["reason"] == "it is open already, and would be counted" && again["pages"] == [])
            let over = try await dry(intake, alert("a", action: "resolve"))
            #expect(over["reason"] == "it is open, and would be resolved" && over["outcome"] == "incident")
            for _ in 0..<3 { _ = try await dry(intake, alert("b")) }
            #expect(try await state(intake) == before)
            // The next number is not used up either.
            _ = try await intake.post("/api/v1/alerts", alert("b"))
            #expect(try await intake.database.run(sql: "select max(number) from core.incident") == ["2"])
        }
    }

    private func state(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select (select count(*) from core.alert), (select count(*) from core.open_alert),
                    (select count(*) from core.incident), (select count(*) from core.alert_group),
                    (select count(*) from core.route_load), (select coalesce(sum(cardinality(asked)), 0) from core.route_load),
                    (select count(*) from intake.outbox), (select count(*) from intake.timer)
                """)
    }

    @Test func aDrillIsMarkedAndMeetsNothingReal() async throws {
        try await withPaging { intake in
            let drill = [("Muster-Drill", "true")]
            let would = try await dry(intake, alert("a"), headers: drill)
            #expect(would["incident"]?["drill"] == true)
            #expect(would["pages"]?.arrayValue?.map { $0["person"]?.stringValue } == ["owner@example.org"])
            _ = try await intake.post("/api/v1/alerts", alert("a"))
            let reply = try await intake.post("/api/v1/alerts", alert("a"), headers: drill)
            #expect(reply.json["alerts"]?[0]?["deduplicated"] == false)
            _ = try await intake.post("/api/v1/alerts", alert("a", action: "resolve"), headers: drill)
            let rows = try await intake.database.run(
                sql: """
                    select a.source, a.status, a.route, i.number, i.drill from core.alert a
                    join core.incident i on i.id = a.incident_id order by a.id
                    """)
            #expect(
                rows == ["prometheus|open|critical|1|f", "prometheus (drill)|resolved|critical (drill)|2|t"])
            let report = try await intake.post(
                "/api/v1/incidents", ["title": "Practice", "reporter": "owner@example.org"], headers: drill)
            #expect(report.status == 201 && report.json["drill"] == true)
            let strange = try await intake.post("/api/v1/alerts", alert("c"), headers: [("Muster-Drill", "perhaps")])
            #expect(strange.status == 400 && strange.text.contains("Muster-Drill"))
        }
    }
}
