import Postgres
import Testing

@testable import WorkStore

@Suite struct PostgresErrorMeaningTests {
    @Test(arguments: ["57P01", "57P02", "57P03", "53300"])
    func aDatabaseThatGoesAwayOrIsFullIsAnOutage(state: String) {
        #expect(PostgresError(.server, "away", sqlState: SQLState(state)).isOutage)
    }

    @Test(arguments: ["23505", "42P01", "40001", "57014"])
    func workThatIsRefusedIsNoOutage(state: String) {
        #expect(!PostgresError(.server, "refused", sqlState: SQLState(state)).isOutage)
    }
}
