import Digests
import Encodings
public import FoundationEssentials
public import JSON
public import Organisation
public import Postgres

/// The versions of the organisation's configuration.
public struct ConfigurationStore: Sendable {
    /// A version that was applied.
    public struct Version: Sendable {
        /// Counts from 1.
        public let number: Int64
        /// SHA-256 of the document in canonical form.
        public let digest: String
        /// What was applied, as the file said it.
        public let document: JSON
        /// By the database's clock.
        public let appliedAt: Date
        /// Who applied it, as the audit names them.
        public let appliedBy: String
    }

    /// Names the lock of those who write a version.
    private static let lock = 7_308_324_466_019_167_333

    private let client: PostgresClient

    /// - Parameter client: connections of the operator's role.
    public init(client: PostgresClient) {
        self.client = client
    }

    /// The newest version; `nil` when none was ever applied.
    public func newest() async throws -> Version? {
        try await client.query(Self.newest).first.map(Self.read)
    }

    /// Writes a version when it differs from the newest.
    /// - Returns: the number of the newest version afterwards, and what changed.
    public func apply(_ document: JSON, by actor: String) async throws -> (version: Int64, plan: ConfigurationPlan) {
        let digest = Self.digest(document)
        return try await client.transaction { transaction in
            _ = try await transaction.query("select pg_advisory_xact_lock($1)", [.int(Self.lock)])
            let newest = try await transaction.query(Self.newest).first.map(Self.read)
            if let newest, newest.digest == digest {
                return (newest.number, ConfigurationPlan(from: document, to: document))
            }
            let rows = try await transaction.query(
                """
                insert into core.configuration (digest, document, applied_by) values ($1, $2, $3) returning version
                """, [.text(digest), .jsonText(document.text()), .text(actor)])
            guard let version = try rows.first?.decode("version", as: Int64.self) else {
                throw OperationsError("the database did not say the version's number")
            }
            _ = try await transaction.query(
                Audit.row(
                    action: "configuration.applied", target: "version \(version)", detail: ["digest": .string(digest)],
                    by: actor))
            return (version, ConfigurationPlan(from: newest?.document, to: document))
        }
    }

    /// Equal for documents that say the same, whatever their layout and the order of their keys.
    static func digest(_ document: JSON) -> String {
        Hex.encode(sha256(document.bytes(.canonical)))
    }

    private static let newest = Statement(
        """
        select version, digest, document, applied_at, applied_by
          from core.configuration order by version desc limit 1
        """)

    @Sendable private static func read(_ row: PostgresRow) throws -> Version {
        let text = try row.decode("document", as: String.self)
        return Version(
            number: try row.decode("version"), digest: try row.decode("digest"),
            document: try JSON.parse(text, limits: JSONLimits(bytes: 64 << 20, values: 4_000_000)),
            appliedAt: try row.decode("applied_at"), appliedBy: try row.decode("applied_by"))
    }
}
