import ArgumentParser
import JSON
import Testing

@testable import Muster

@Suite struct CostArgumentTests {
    private static let add = ["incident", "cost", "add", "inc-1", "--type", "vendor fee", "--reason", "Bill 42"]

    private func add(_ words: String...) throws -> IncidentCostAddCommand {
        try #require(try MusterCommand.parseAsRoot(Self.add + words) as? IncidentCostAddCommand)
    }

    @Test func anIncidentsNameIsEnoughToBeToldItsCost() throws {
        for words in [["incident", "cost", "inc-1", "--explain"], ["incident", "cost", "show", "inc-1", "--explain"]] {
            let command = try #require(try MusterCommand.parseAsRoot(words) as? IncidentCostShowCommand)
            #expect(command.name.text == "INC-1")
            #expect(command.explain)
        }
    }

    @Test func amountsAreExactInTheirCurrency() throws {
        #expect(
            try add("--amount", "-120.5", "--currency", "eur", "--from", "2026-01-31T09:00:00Z").body == [
                "type": "vendor fee", "amount": ["amount_minor": -12_050, "currency": "EUR"], "reason": "Bill 42",
                "from": "2026-01-31T09:00:00.000Z",
            ])
        #expect(try add("--amount", "1.005", "--currency", "KWD").body["amount"]?["amount_minor"] == 1005)
    }

    @Test(
        arguments: [
            (["--amount", "1.005", "--currency", "EUR"], "at most 2 decimals in EUR"),
            (["--amount", "1", "--currency", "EURO"], "a code of ISO 4217"),
            (["--amount", "1", "--currency", "EUR", "--until", "soon"], "--until is a time"),
        ])
    func whatCannotBeIsRefused(_ words: [String], _ reason: String) {
        let error = #expect(throws: (any Error).self) { try MusterCommand.parseAsRoot(Self.add + words) }
        #expect(error.map { MusterCommand.message(for: $0).contains(reason) } == true)
    }
}
