import Logging

final class Pool: Sendable {
    struct Lease: Sendable {
        let connection: Connection
    }
    let configuration: PostgresConfiguration
    let logger: Logger
    init(configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }
    func run() async {}
    var isReady: Bool { false }
    var waiting: Int { 0 }
    func run(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        throw PostgresError(.closed, "not there yet")
    }
    func lease() async throws(PostgresError) -> Lease {
        throw PostgresError(.closed, "not there yet")
    }
    func release(_ lease: Lease) {}
}
