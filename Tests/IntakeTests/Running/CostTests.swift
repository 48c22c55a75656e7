import FoundationEssentials
import JSON
import TestServers
import Testing

/// What an incident costs, at the doors of the API.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct CostTests {
    private static let fee: JSON = [
        "type": "vendor fee", "amount": ["amount_minor": -12_050, "currency": "USD"], "reason": "Bill 42",
        "from": "2026-01-05T09:00:00Z",
    ]

    @Test func aCostIsEnteredOnceAndToldOf() async throws {
        try await IntakeProcess.run { intake in
            let document = try await intake.get("/api/v1/openapi.json", key: nil).json
            let schemas = JSONSchema(document: document)
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            let path = "/api/v1/incidents/INC-1/costs"
            for _ in 1...2 {
                let entered = try await intake.post(path, Self.fee, headers: [("Idempotency-Key", "bill-42")])
                #expect(entered.status == 201, "\(entered.text)")
                let schema = try #require(schemas.answer("/api/v1/incidents/{name}/costs", "post", 201))
                #expect(schemas.faults(entered.json, schema) == [])
                #expect(entered.json["amount"] == Self.fee["amount"])
                #expect(entered.json["until"] == .null)
                #expect(entered.json["incident"] == "INC-1")
            }
            let rows = try await intake.database.run(
                sql: "select type || ' ' || amount_minor || ' ' || currency || ' ' || reason from core.entered_cost")
            #expect(rows == ["vendor fee -12050 USD Bill 42"])
            let lines = try await intake.database.run(sql: "select text from core.timeline where kind = 'cost'")
            #expect(lines == ["vendor fee: -120.50 USD (Bill 42)"])
            let told = try await intake.database.run(
                sql: """
                    select count(*) from intake.outbox where type = 'muster.incident.updated.v1'
                        and convert_from(body, 'utf8')::jsonb #> '{data,changes}' = '["costs"]'
                    """)
            #expect(told == ["1"])
        }
    }

    @Test func whatCannotBeIsRefusedAtItsPlace() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            func change(_ key: String, _ value: JSON) -> JSON {
                var cost = Self.fee.objectValue ?? [:]
                cost[key] = value
                return .object(cost)
            }
            for (body, place) in [
                (change("type", "bribe"), "/type"), (change("reason", ""), "/reason"),
                (change("amount", ["amount_minor": 1, "currency": "CHF"]), "/amount/currency"),
                (change("amount", ["amount_minor": 1, "currency": "XAU"]), "/amount/currency"),
                (change("amount", ["amount_minor": 0, "currency": "EUR"]), "/amount"),
                (change("amount", ["amount_minor": .double(0.5), "currency": "EUR"]), "/amount/amount_minor"),
                (change("until", "2026-01-05T08:59:59Z"), "/until"),
            ] {
                let reply = try await intake.post("/api/v1/incidents/INC-1/costs", body)
                #expect(reply.status == 422, "\(reply.text)")
                #expect(reply.json["errors"]?[0]?["pointer"]?.stringValue?.hasSuffix(place) == true, "\(reply.text)")
            }
            #expect(try await intake.post("/api/v1/incidents/INC-9/costs", Self.fee).status == 404)
            let reader = try await intake.send(
                "POST", "/api/v1/incidents/INC-1/costs", key: IntakeProcess.readingKey, body: Self.fee.bytes(),
                headers: [("Content-Type", "application/json")])
            #expect(reader.status == 403)
            #expect(try await intake.database.run(sql: "select count(*) from core.entered_cost") == ["0"])
        }
    }

    @Test func aCostIsShownOnceItWasCounted() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            let early = try await intake.get("/api/v1/incidents/INC-1/cost")
            #expect(early.status == 404)
            #expect(early.json["detail"]?.stringValue?.contains("muster-cost-calculator") == true)
            #expect(try await intake.get("/api/v1/incidents/INC-1").json["cost"] == .null)
            let zero: JSON = ["amount_minor": 0, "currency": "EUR"]
            let cost: JSON = [
                "incident": "INC-1", "model": "classic", "currency": "EUR", "total": zero,
                "split": ["nobody_knew": zero, "nobody_answered": zero, "working": zero, "afterwards": zero],
                "lines": [], "computed_at": "2026-01-05T09:00:00.000Z", "problems": [],
            ]
            try await intake.database.run(
                sql: """
                    insert into cost_calculator.account (incident_id, total_minor, currency, model, computed_at, document)
                    select id, 0, 'EUR', 'classic', now(), '\(cost.text())' from core.incident
                    """)
            let shown = try await intake.get("/api/v1/incidents/INC-1/cost")
            #expect(shown.status == 200)
            #expect(shown.json == cost)
            let document = try await intake.get("/api/v1/openapi.json", key: nil).json
            let schemas = JSONSchema(document: document)
            let schema = try #require(schemas.answer("/api/v1/incidents/{name}/cost", "get", 200))
            #expect(schemas.faults(shown.json, schema) == [])
            #expect(try await intake.get("/api/v1/incidents/INC-1").json["cost"] == cost)
        }
    }
}
