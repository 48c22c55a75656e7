import Postgres
import Testing

struct SQLStateTests {
    @Test(arguments: [
        "08000", "08006", "40001", "40P01", "53100", "53300", "57014", "57P01", "57P03", "55P03", "25P03", "25006",
    ])
    func maySucceedLater(_ code: String) {
        #expect(SQLState(code).isRetriable)
        #expect(PostgresError(.server, "", sqlState: SQLState(code)).isRetriable)
    }

    @Test(arguments: ["23505", "23503", "22P02", "42601", "42P01", "0A000", "25P02", "55000", "XX000", "28P01"])
    func failsAgain(_ code: String) {
        #expect(!SQLState(code).isRetriable)
        #expect(!PostgresError(.server, "", sqlState: SQLState(code)).isRetriable)
    }
}
