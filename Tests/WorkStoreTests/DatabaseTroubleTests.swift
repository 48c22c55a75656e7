import Postgres
import Testing

@testable import WorkStore

/// What every process makes of the same error.
@Suite struct DatabaseTroubleTests {
    /// Shutdown, crash, start, a dropped database, idling; a lost connection; a full disk, no memory, too many connections; a
    /// standby.
    @Test(arguments: [
        "57P01", "57P02", "57P03", "57P04", "57P05", "08006", "53000", "53100", "53200", "53300", "25006",
    ])
    func isAnOutageWhenItIsTheDatabases(state: String) {
        #expect(trouble(state) == .outage)
    }

    @Test(
        arguments: [
            .connectionRefused, .connectTimeout, .connectionLost, .poolTimeout, .poolFull, .closed,
        ] as [PostgresError.Code])
    func isAnOutageWithoutAnswer(code: PostgresError.Code) {
        #expect(PostgresError(code, "away").trouble == .outage)
    }

    @Test(arguments: ["40001", "40P01", "55P03", "57014"])
    func isAConflictWhenOthersAreInTheWay(state: String) {
        #expect(trouble(state) == .conflict)
    }

    @Test(arguments: ["23505", "23503", "22P02", "22001"])
    func isARefusalWhenEveryTryMeetsIt(state: String) {
        #expect(trouble(state) == .refusal)
    }

    @Test(arguments: ["42P01", "42501", "XX000"])
    func isSomethingElseWhenTheProgramOrItsRightsAreWrong(state: String) {
        #expect(trouble(state) == .other)
        #expect(PostgresError(.decoding, "no such column").trouble == .other)
    }

    @Test func aRowWithoutAPartitionIsTooOld() {
        #expect(trouble("23514") == .tooOld)
        var error = PostgresError(.server, "refused", sqlState: .checkViolation)
        error.constraint = "incident_status_check"
        #expect(error.trouble == .refusal)
    }

    private func trouble(_ state: String) -> DatabaseTrouble {
        PostgresError(.server, "the server says so", sqlState: SQLState(state)).trouble
    }
}
