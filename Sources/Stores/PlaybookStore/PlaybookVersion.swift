import Encodings
public import FoundationEssentials
public import JSON
import Postgres

/// A version of a playbook. It never changes.
public struct PlaybookVersion: Sendable, Hashable {
    /// The playbook's name: 1 to 80 of A-Z, a-z, 0-9, - and _.
    public var playbook: String
    /// From 1.
    public var number: Int
    /// SHA-256 of ``machine``: who applies the same again makes no other version.
    public var digest: [UInt8]
    /// The state machine in Amazon States Language, as compact JSON.
    public var machine: String
    /// The text that was applied, in JSON or YAML.
    public var source: String
    /// The JSON Schema that inputs must fit, as JSON; `nil` for any input.
    public var inputSchema: String?
    /// When it was applied.
    public var appliedAt: Date
    /// Who applied it.
    public var appliedBy: String

    /// A version with all that its row has.
    public init(
        playbook: String, number: Int, digest: [UInt8], machine: String, source: String, appliedAt: Date,
        appliedBy: String
    ) {
        self.playbook = playbook
        self.number = number
        self.digest = digest
        self.machine = machine
        self.source = source
        self.appliedAt = appliedAt
        self.appliedBy = appliedBy
    }

    init(_ row: PostgresRow) throws(PostgresError) {
        playbook = try row.decode("playbook")
        number = try row.decode("number")
        digest = try row.decode("digest")
        machine = try row.decode("machine")
        source = try row.decode("source")
        appliedAt = try row.decode("applied_at")
        appliedBy = try row.decode("applied_by")
        inputSchema = try row.decode("input_schema")
    }

    /// What lists show: `name`, `version`, `digest`, `applied_at` and `applied_by`.
    public var summary: JSON {
        [
            "name": .string(playbook), "version": .int(number), "digest": .string(Hex.encode(digest)),
            "applied_at": appliedAt.json, "applied_by": .string(appliedBy),
        ]
    }

    /// The summary with `definition`, the state machine, and `source`.
    public var json: JSON {
        guard case .object(var object) = summary else { return summary }
        object["definition"] = (try? JSON.parse(machine, limits: Self.limits)) ?? .null
        object["source"] = .string(source)
        object["input_schema"] =
            inputSchema.flatMap { try? JSON.parse($0, limits: Self.limits) } ?? .null
        return .object(object)
    }

    /// A definition has 1 MiB at most, and so has its text.
    public static let limits = JSONLimits(depth: 128, bytes: 2 << 20)
}
