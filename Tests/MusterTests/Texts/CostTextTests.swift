import JSON
import Testing

@testable import Muster

@Suite struct CostTextTests {
    private static let cost: JSON = [
        "incident": "INC-1", "model": "classic", "currency": "EUR",
        "total": ["amount_minor": 15_600, "currency": "EUR"],
        "split": [
            "nobody_knew": ["amount_minor": 0, "currency": "EUR"],
            "nobody_answered": ["amount_minor": 3125, "currency": "EUR"],
            "working": ["amount_minor": 9375, "currency": "EUR"],
            "afterwards": ["amount_minor": 3100, "currency": "EUR"],
        ],
        "lines": [
            [
                "person": "first@example.org", "role": "incident_commander", "activity": "time",
                "from": "2026-01-05T09:00:00.000Z", "until": "2026-01-05T11:00:00.000Z", "seconds": 7200,
                "multiplier": 1, "rate": ["amount_minor": 6250, "currency": "EUR"],
                "amount": ["amount_minor": 12_500, "currency": "EUR"], "count": .null, "reason": .null,
            ],
            [
                "person": .null, "role": .null, "activity": "vendor fee", "from": "2026-01-05T12:00:00.000Z",
                "until": "2026-01-05T12:00:00.000Z", "seconds": .null, "multiplier": .null, "rate": .null,
                "amount": ["amount_minor": 3100, "currency": "EUR"], "count": .null, "reason": "Bill 42",
            ],
        ],
        "computed_at": "2026-01-05T12:00:00.000Z",
        "problems": [["row": "role interval x", "detail": "ends before it begins"]],
    ]

    @Test func theSummarySaysWhatWaitingCosts() {
        let text = CostText.summary(Self.cost)
        #expect(text.contains("total            156.00 EUR"))
        #expect(text.contains("nobody answered  31.25 EUR"))
        #expect(text.contains("1 row: `muster incident cost INC-1 --explain` says why"))
    }

    @Test func eachLineIsPrinted() {
        let text = CostText.lines(Self.cost)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(
            lines[1].split(separator: " ").map(String.init) == [
                "first@example.org", "incident", "commander", "time", "2026-01-05T09:00:00.000Z",
                "2026-01-05T11:00:00.000Z", "2.00", "1", "62.50", "EUR", "125.00", "EUR", "–",
            ])
        #expect(lines[2].hasSuffix("31.00 EUR   Bill 42"))
        #expect(text.contains("  role interval x: ends before it begins"))
    }

    @Test func hoursAreRounded() {
        #expect(CostText.hours(3618) == "1.01")
        #expect(CostText.hours(17) == "0.00")
        #expect(CostText.hours(18) == "0.01")
        #expect(CostText.hours(.null) == nil)
        #expect(CostText.money(["amount_minor": 7, "currency": "ZZZ"]) == "7 ZZZ (minor units)")
    }
}
