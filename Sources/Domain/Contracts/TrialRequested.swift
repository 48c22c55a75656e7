import Encodings
public import FoundationEssentials
public import JSON

/// Somebody asked for a message to one way of a person that is about no incident: a test page, or a code.
public struct TrialRequested: Fact, Hashable {
    /// `trial.requested`.
    public static let name = "trial.requested"
    /// 1.
    public static let version = 1

    /// The UUIDv7 of the row of `paging.trial` that says whom, where and what.
    public var trial: UUID

    /// The fact of one message that is asked for.
    public init(trial: UUID) {
        self.trial = trial
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(trial: try reader.uuid("trial"))
    }

    /// `trial`.
    public var json: JSON {
        ["trial": .string(UUIDText.string(from: trial))]
    }
}
