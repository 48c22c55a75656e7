import Encodings
import FoundationEssentials
import Incident
public import Logging
public import Postgres
import WorkerKit

/// Keeps bodies of known senders that could not be read, so that somebody can see what is wrong with them: the first 64
/// KiB of each, the newest thousand of a source.
public struct RefusedBodies: Sendable {
    static let bodyLimit = 65_536
    static let kept = 1000

    private let database: PostgresClient
    private let logger: Logger
    private let isWanted: @Sendable (String) -> Bool

    /// - Parameter isWanted: whether another body of a source is to be kept: a flood of them teaches nothing more.
    public init(database: PostgresClient, logger: Logger, isWanted: @escaping @Sendable (_ source: String) -> Bool) {
        self.database = database
        self.logger = logger
        self.isWanted = isWanted
    }

    /// Keeps a body. It never fails the request: the caller is told that the body was refused in any case.
    public func keep(_ body: [UInt8], source: String, format: AlertFormat, reason: String) async {
        guard isWanted(source) else { return }
        do {
            _ = try await database.pipeline(Self.rows(body, source: source, format: format, reason: reason))
        } catch {
            logger.warning("a refused body is not kept", metadata: [LoggingKeys.reason: "\(error)"])
        }
    }

    /// Writes the body and drops what is too old.
    package static func rows(_ body: [UInt8], source: String, format: AlertFormat, reason: String) -> [Statement] {
        [
            Statement(
                "insert into core.refused_body (id, source, format, reason, body) values ($1, $2, $3, $4, $5)",
                [
                    .uuid(.v7()), .text(source), .text(format.rawValue), .text(AlertText.text(reason, max: 2000)),
                    .bytea(Array(body.prefix(bodyLimit))),
                ]),
            Statement(
                """
                delete from core.refused_body where source = $1 and id <= (
                    select id from core.refused_body where source = $1 order by id desc offset $2 limit 1)
                """, [.text(source), .int(kept)]),
        ]
    }
}
