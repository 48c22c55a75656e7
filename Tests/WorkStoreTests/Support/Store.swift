import Contracts
import FoundationEssentials
import JSON
import Logging
import Postgres
import Synchronization
import TestServers

@testable import WorkStore

/// The tables of one worker on a database of the suite's, and what a committer would tell the runtime.
final class Store: Sendable {
    /// What was handed over and how often timers were woken.
    private let told = Mutex<(rows: [OutboxRow], wakes: Int)>(([], 0))
    let database: PostgresClient

    private init(_ database: PostgresClient) {
        self.database = database
    }

    /// Runs `body` as the notifier, whose tables are empty.
    static func with(_ body: (Store) async throws -> Void) async throws {
        let url = try await SuiteDatabase.empty().url(process: "notifier")
        try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(url: url, applicationName: "test"), logger: Logger(label: "test")
        ) { try await body(Store($0)) }
    }

    var handedOver: [OutboxRow] { told.withLock { $0.rows } }
    var wakes: Int { told.withLock { $0.wakes } }

    var committer: Committer {
        Committer(database: database, source: "/muster/notifier") { rows in
            self.told.withLock { $0.rows += rows }
        } publish: { _ in
            []
        } wakeTimers: {
            self.told.withLock { $0.wakes += 1 }
        }
    }

    /// The rows of a statement that returns texts in a column `line`.
    func lines(_ sql: SQL, _ binds: [PostgresValue] = []) async throws -> [String] {
        try await database.query(sql, binds).map { try $0.decode("line") }
    }

    func run(_ sql: SQL) async throws {
        _ = try await database.query(sql)
    }
}

/// A command of a worker for tests.
struct Remind: Command, Hashable {
    static let name = "person.remind"
    static let version = 1
    static let worker = "notifier"

    var text: String

    init(_ text: String) {
        self.text = text
    }

    init(_ reader: JSONReader) throws {
        self.init(try reader.string("text", length: 1...100))
    }

    var json: JSON { ["text": .string(text)] }
}

extension Subject {
    /// An incident that was reported within a trace.
    static let test = Subject(
        name: "INC-17", id: UUID(uuidString: "01933f5e-7d1a-7c3b-9f00-0123456789ab"),
        cause: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
}

extension Envelope {
    /// The envelope of a row.
    static func of(_ row: OutboxRow) throws -> Envelope {
        try Envelope(JSONReader(JSON.parse(row.body)))
    }
}
