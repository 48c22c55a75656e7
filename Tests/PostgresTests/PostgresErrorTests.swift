import Testing

@testable import Postgres

struct PostgresErrorTests {
    @Test(arguments: [
        (PostgresError.Code.connectionLost, true), (.connectionRefused, true), (.connectTimeout, true),
        (.poolTimeout, true), (.poolFull, true), (.authenticationFailed, false), (.tlsRefused, false),
        (.cancelled, false), (.closed, false), (.transactionEnded, false), (.invalidStatement, false),
        (.decoding, false), (.invalidConfiguration, false), (.server, false),
    ])
    func saysWhetherToTryAgain(code: PostgresError.Code, isRetriable: Bool) {
        #expect(PostgresError(code, "").isRetriable == isRetriable)
    }

    @Test(arguments: [
        (
            "connection to server at \"h\", port 1 failed: FATAL:  28P01: password authentication failed for user \"u\"",
            PostgresError.Code.authenticationFailed, SQLState?("28P01")
        ),
        ("connection to server at \"h\", port 1 failed: FATAL:  57P03: starting up", .connectionRefused, "57P03"),
        ("connection to server at \"h\", port 1 failed: FATAL:  53300: too many clients", .server, "53300"),
        ("connection to server at \"h\", port 1 failed: Connection refused", .connectionRefused, nil),
        ("connection to server at \"h\", port 1 failed: SSL error: certificate verify failed", .tlsRefused, nil),
        ("server certificate for \"a\" does not match host name \"b\"", .tlsRefused, nil),
        ("connection to server failed: fe_sendauth: no password supplied", .authenticationFailed, nil),
    ])
    func readsWhyConnectingFailed(reason: String, code: PostgresError.Code, state: SQLState?) {
        let error = PostgresError.connecting(reason + "\nLOCATION:  auth_failed, auth.c:331\n")
        #expect(error.code == code)
        #expect(error.sqlState == state)
        #expect(error.message == reason)
    }

    @Test func theDescriptionHasNoValues() {
        let unique = PostgresError.server(
            .uniqueViolation, message: "duplicate key value violates unique constraint \"person_key\"",
            detail: "Key (mail)=(hidden) already exists.", constraint: "person_key", schema: "core", table: "person")
        #expect(!unique.description.contains("hidden"))
        #expect(unique.description.contains("person_key") && unique.description.contains("core.person"))
        #expect(unique.debugDescription.contains("hidden"))
        let data = PostgresError.server("22P02", message: "invalid input syntax for type uuid: \"hidden\"")
        #expect(!data.description.contains("hidden"))
        #expect(data.debugDescription.contains("hidden"))
    }

    @Test func saysWhenTheOutcomeIsUnknown() {
        #expect(PostgresError.connectionLost("x", isOutcomeUnknown: true).description.contains("unknown"))
        #expect(!PostgresError.connectionLost("x").description.contains("unknown"))
    }
}
