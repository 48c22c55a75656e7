import Curl
import FoundationEssentials
import JSON
import TestServers
import Testing

/// What nights have computed, at the doors of the API.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct MetricTests {
    private static let rows = """
        insert into nightly.tally (day, name, dimension, value, restricted, count) values
            ('2025-02-03', 'incidents', '', '', false, 3), ('2025-02-04', 'incidents', '', '', true, 2),
            ('2025-02-10', 'incidents', '', '', false, 1), ('2025-02-03', 'incidents', 'type', 'outage', false, 3);
        insert into nightly.duration (period, starts, name, dimension, value, audience, count, sum, median, p90) values
            ('month', '2025-02-01', 'time_to_close', 'team', 'Ops', 'open', 3, 700, 200.25, 300),
            ('month', '2025-02-01', 'time_to_close', 'team', 'Ops', 'all', 5, 1000, 300, 400);
        insert into nightly.cost_day (day, type, team, currency, restricted, amount_minor) values
            ('2025-02-03', 'outage', 'Ops', 'EUR', false, 12050), ('2025-02-03', 'outage', '', 'EUR', true, 1000),
            ('2025-02-03', 'outage', 'Ops', 'JPY', false, 500);
        insert into nightly.step (day, name, state) values ('2025-02-28', 'forecast', 'done');
        insert into nightly.forecast (day, name, dimension, value, frequency, audience, document) values
            ('2025-02-27', 'incidents', '', '', 'month', 'all', '{"series": "old"}'),
            ('2025-02-28', 'incidents', '', '', 'month', 'all', '{"series": "all"}'),
            ('2025-02-28', 'incidents', '', '', 'month', 'open', '{"series": "open"}');
        """
    private static let span = "from=2025-02-03&until=2025-02-17"

    private func points(_ reply: JSON, _ index: Int = 0) -> [String] {
        (reply["items"]?[index]?["points"]?.arrayValue ?? []).map {
            "\($0["at"]?.stringValue ?? "") \($0["value"] ?? .null)"
        }
    }

    @Test func seriesAreTold() async throws {
        try await IntakeProcess.run { intake in
            try await intake.database.run(sql: Self.rows)
            let document = try await intake.get("/api/v1/openapi.json", key: nil).json
            let schemas = JSONSchema(document: document)
            let schema = try #require(schemas.answer("/api/v1/metrics/{metric}", "get", 200))
            func get(_ path: String, key: String = IntakeProcess.key) async throws -> JSON {
                let reply = try await intake.get("/api/v1/metrics/\(path)", key: key)
                #expect(reply.status == 200 && schemas.faults(reply.json, schema) == [], "\(reply.text)")
                return reply.json
            }
            let weeks = try await get("incidents?period=week&\(Self.span)")
            #expect(points(weeks) == ["2025-02-03 5", "2025-02-10 1"])
            #expect(weeks["items"]?[0]?["unit"] == "count" && weeks["items"]?[0]?["dimension"] == .null)
            let seen = try await get("incidents?period=week&\(Self.span)", key: IntakeProcess.readingKey)
            #expect(points(seen) == ["2025-02-03 3", "2025-02-10 1"])
            let types = try await get("incidents?by=type&\(Self.span)")
            #expect(types["items"]?[0]?["dimension"] == ["type": "outage"])
            #expect(points(types) == ["2025-02-01 3"])
            let median = try await get("time_to_close?by=team&\(Self.span)", key: IntakeProcess.readingKey)
            #expect(points(median) == ["2025-02-01 200.3"])
            #expect(points(try await get("time_to_close?by=team&statistic=mean&\(Self.span)")) == ["2025-02-01 200"])
            let costs = try await get("cost?\(Self.span)")
            #expect(costs["items"]?.arrayValue?.map { $0["unit"] } == ["EUR", "JPY"])
            #expect(points(costs) == ["2025-02-01 130.50"] && points(costs, 1) == ["2025-02-01 500"])
            let own = try await get("cost?\(Self.span)", key: IntakeProcess.readingKey)
            #expect(points(own) == ["2025-02-01 120.50"])
        }
    }

    /// By the query or by what is preferred; with no more than the viewer may see.
    @Test func aTableIsToldWhereItIsAskedFor() async throws {
        try await IntakeProcess.run { intake in
            try await intake.database.run(sql: Self.rows)
            try await intake.database.run(
                sql: "update nightly.duration set value = '=HYPERLINK(\"x\"), Ops' where dimension = 'team'")
            let path = "/api/v1/metrics/time_to_close?by=team&\(Self.span)"
            let heading = "metric,unit,dimension,value,statistic,period,at,number\r\n"
            for (key, number) in [(IntakeProcess.key, "300"), (IntakeProcess.readingKey, "200.3")] {
                let table = try await intake.get("\(path)&format=csv", key: key)
                #expect(table.status == 200 && table.headers["Content-Type"]?.hasPrefix("text/csv") == true)
                #expect(
                    table.text == heading
                        + "time_to_close,seconds,team,\"'=HYPERLINK(\"\"x\"\"), Ops\",median,month,2025-02-01,\(number)\r\n"
                )
            }
            for (accept, type) in [
                ("text/csv", "text/csv"), ("text/csv;q=0.5, application/json", "application/json"),
                ("*/*", "application/json"), ("text/csv, */*;q=0.1", "text/csv"),
            ] {
                let answer = try await intake.send("GET", path, headers: [("Accept", accept)])
                #expect(answer.headers["Content-Type"]?.hasPrefix(type) == true, "\(accept)")
            }
            #expect(try await intake.get("\(path)&format=xls").status == 400)
            #expect(try await intake.get("\(path)&format=json").json["items"] != nil)
        }
    }

    @Test func theForecastsOfTheLastNightAreListed() async throws {
        try await IntakeProcess.run { intake in
            try await intake.database.run(sql: Self.rows)
            for (key, series) in [(IntakeProcess.key, JSON("all")), (IntakeProcess.readingKey, "open")] {
                let reply = try await intake.get("/api/v1/forecasts", key: key)
                #expect(reply.json["items"]?.arrayValue?.map { $0["series"] } == [series], "\(reply.text)")
            }
            #expect(try await intake.get("/api/v1/forecasts?frequency=week").json["items"] == [])
        }
    }

    @Test func whatMakesNoSenseIsRefused() async throws {
        try await IntakeProcess.run { intake in
            for (path, status) in [
                ("height", 404), ("incidents?period=year", 400), ("incidents?by=person", 400),
                ("incidents?from=soon", 400), ("incidents?from=2025-03-01&until=2025-02-01", 400),
                ("incidents?period=day&from=2010-01-01&until=2025-02-01", 400), ("cost?by=type,team", 400),
            ] {
                let reply = try await intake.get("/api/v1/metrics/\(path)")
                #expect(reply.status == status, "\(path) \(reply.text)")
            }
        }
    }
}
