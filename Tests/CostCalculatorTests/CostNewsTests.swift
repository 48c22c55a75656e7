import Cost
import Incident
import Testing

@testable import CostCalculator

@Suite struct CostNewsTests {
    private func money(_ amount: Int64, _ code: String = "EUR") throws -> Money {
        Money(amount, try #require(Currency(code)))
    }

    @Test(
        arguments: [
            (nil, 0, .active, false), (nil, 1, .active, true), (100, 124, .active, false), (100, 125, .active, true),
            (100, 75, .active, true), (100, 76, .active, false), (100, 100, .stable, false), (100, 101, .stable, true),
            (100, 101, .closed, true), (-100, -125, .active, true), (0, 1, .active, true), (0, 0, .active, false),
        ] as [(Int64?, Int64, IncidentStatus, Bool)])
    func aQuarterIsNewsAndAtTheEndEveryCent(_ told: Int64?, _ total: Int64, _ status: IncidentStatus, _ isNews: Bool)
        throws
    {
        let before = try told.map { try money($0) }
        let now = try money(total)
        #expect(CostNews.isNews(now, after: before, status) == isNews)
    }

    @Test func anotherCurrencyIsNews() throws {
        let (dollars, euros) = (try money(100, "USD"), try money(100))
        #expect(CostNews.isNews(dollars, after: euros, .active))
    }

    @Test func anIncidentIsLookedAtLessOftenAsItGrowsOld() {
        #expect(CostNews.pause(of: .active, age: -5) == 60)
        #expect(CostNews.pause(of: .active, age: 3600) == 180)
        #expect(CostNews.pause(of: .active, age: 1e6) == 3600)
        #expect(CostNews.pause(of: .stable, age: 60) == 3600)
    }
}
