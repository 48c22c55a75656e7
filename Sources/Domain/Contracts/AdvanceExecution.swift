import Encodings
public import FoundationEssentials
public import JSON

/// Asks the playbook-runner to look at an execution: it was started, answered, resumed, or somebody wants it to end. What of that it
/// is, its rows say.
public struct AdvanceExecution: PlaybookMessage, Hashable {
    /// `execution.advance`.
    public static let name = "execution.advance"
    /// 1.
    public static let version = 1

    /// The execution's UUIDv7.
    public var execution: UUID

    /// The request for one execution.
    public init(execution: UUID) {
        self.execution = execution
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the execution's id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(execution: try reader.uuid("execution"))
    }

    /// `execution`.
    public var json: JSON {
        ["execution": .string(UUIDText.string(from: execution))]
    }
}
