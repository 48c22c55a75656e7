import TestServers

/// The command itself, beside the running tests.
struct TestedProgram {
    var environment: [String: String] = [:]

    func run(_ arguments: [String]) async throws -> TestProgram.Result {
        try await TestProgram(TestProgram.product("muster"), arguments, environment: environment).run()
    }
}
