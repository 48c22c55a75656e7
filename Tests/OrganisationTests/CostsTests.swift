import Cost
import FoundationEssentials
import Incident
import JSON
import Testing

@testable import Organisation

@Suite struct CostsTests {
    private func read(_ costs: JSON, leniently: Bool = false) throws -> CostRules? {
        let document: JSON = [
            "people": [["email": "first@example.org", "name": "First", "team": "Ops"]], "severities": [["name": "S"]],
            "priorities": [["name": "P"]], "incident_types": [["name": "T", "commander": "first@example.org"]],
            "costs": costs,
        ]
        return try OrganisationConfiguration(
            leniently ? JSONReader(document, leniency: JSONLeniency()) : JSONReader(document)
        ).costs
    }

    private static let full: JSON = [
        "currency": "EUR", "model": "activity",
        "rates": [
            ["per_hour": "62.50"], ["team": "Ops", "per_year": 100_000, "hours_per_year": 2080, "until": "2026-07-01"],
            ["team": "Ops", "per_hour": 80, "from": "2026-07-01"],
            ["person": "First@example.org", "per_hour": 12_000, "currency": "JPY", "from": "2026-01-01"],
        ],
        "multipliers": ["observer": "0.1"], "activity": ["response_time": "10m", "weights": ["scribe": "0.5"]],
        "review": ["base": "30m", "per_participant": "0s"],
        "exchange": [["currency": "JPY", "worth": "0.00612", "from": "2026-01-01"]],
        "types": [["name": "vendor fee"], ["name": "lost revenue", "description": "Orders.", "accrues": true]],
    ]

    @Test func isReadWhole() throws {
        let rules = try #require(try read(Self.full))
        let euro = try #require(Currency("EUR"))
        let july = Date(timeIntervalSince1970: 1_782_864_000)
        #expect(rules.model == .activity)
        #expect(
            rules.rates.prefix(3) == [
                HourlyRate(.everybody, perHour: Money(6250, euro)),
                HourlyRate(.team("Ops"), perHour: Money(4900, euro), until: july),
                HourlyRate(.team("Ops"), perHour: Money(8000, euro), from: july),
            ])
        #expect(rules.rates.last?.perHour.text == "12000 JPY")
        #expect(rules.multipliers[.observer]?.text == "0.1")
        #expect(rules.multipliers[.scribe]?.text == "0.75")
        #expect(rules.weights == [.scribe: try #require(Factor("0.5"))])
        #expect((rules.responseSeconds, rules.reviewSeconds, rules.reviewSecondsPerParticipant) == (600, 1800, 0))
        #expect(rules.exchange.map(\.worth.text) == ["0.00612"])
        #expect(rules.types.map(\.accrues) == [false, true])
    }

    @Test func onlyTheCurrencyIsNeeded() throws {
        let rules = try #require(try read(["currency": "KWD"]))
        #expect(rules == CostRules(in: try #require(Currency("KWD"))))
        #expect(rules.model == .classic)
        #expect(throws: JSONDecodingError.self) { try read([:]) }
    }

    /// A number of JSON is read as it is written: 0.1 is a tenth.
    @Test func numbersAreExact() throws {
        let rates = try JSON.parse(
            #"{"currency":"EUR","rates":[{"per_hour":62.5},{"person":"first@example.org","per_hour":1e2}]}"#)
        #expect(try read(rates)?.rates.map(\.perHour.amountMinorUnits) == [6250, 10_000])
    }

    @Test(
        arguments: [
            (["currency": "EURO"], "/costs/currency"), (["currency": "XAU"], "/costs/currency"),
            (["model": "exact"], "/costs/model"), (["rates": [["per_hour": "1.005"]]], "/costs/rates/0/per_hour"),
            (["rates": [["per_hour": -1]]], "/costs/rates/0/per_hour"), (["rates": [[:]]], "/costs/rates/0/per_hour"),
            (["rates": [["per_hour": 1, "per_year": 1]]], "/costs/rates/0"),
            (["rates": [["per_hour": 1, "person": "first@example.org", "team": "Ops"]]], "/costs/rates/0"),
            (["rates": [["per_hour": 1, "person": "x@example.org"]]], "/costs/rates/0/person"),
            (["rates": [["per_hour": 1, "team": "Nobody"]]], "/costs/rates/0/team"),
            (["rates": [["per_hour": 1, "currency": "USD"]]], "/costs/rates/0"),
            (["rates": [["per_hour": 1], ["per_hour": 2, "from": "2026-01-01"]]], "/costs/rates/1"),
            (["rates": [["per_hour": 1, "from": "1.1.2026"]]], "/costs/rates/0/from"),
            (["rates": [["per_hour": 1, "from": "2026-02-30"]]], "/costs/rates/0/from"),
            (["rates": [["per_hour": 1, "from": "2026-02-02", "until": "2026-02-02"]]], "/costs/rates/0/until"),
            (["multipliers": ["boss": 1]], "/costs/multipliers"),
            (["multipliers": ["scribe": 11]], "/costs/multipliers/scribe"),
            (["activity": ["response_time": "2d"]], "/costs/activity/response_time"),
            (["exchange": [["currency": "EUR", "worth": 1, "from": "2026-01-01"]]], "/costs/exchange/0"),
            (["exchange": [["currency": "USD", "worth": 0, "from": "2026-01-01"]]], "/costs/exchange/0/worth"),
            (["types": [["name": "a"], ["name": "a"]]], "/costs/types/1"), (["rate": []], "/costs"),
        ] as [(JSON, String)])
    func saysWhereAFaultIs(_ change: JSON, _ place: String) throws {
        var costs: JSONObject = ["currency": "EUR"]
        for (key, value) in change.objectValue ?? [:] { costs[key] = value }
        let error = #expect(throws: JSONDecodingError.self) { try read(.object(costs)) }
        #expect(error.map { "\($0.path)" } == place, "\(String(describing: error))")
    }

    /// A newer release's model is counted as the usual one; a rate with a condition that is unknown is nobody's.
    @Test func isReadLenientlyWithoutHarm() throws {
        let rules = try #require(
            try read(
                ["currency": "EUR", "model": "exact", "rates": [["per_hour": 1, "site": "Berlin"], ["per_hour": 2]]],
                leniently: true))
        #expect(rules.model == .classic)
        #expect(rules.rates.map(\.perHour.amountMinorUnits) == [200])
    }
}
