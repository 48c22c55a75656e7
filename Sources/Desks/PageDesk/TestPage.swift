import Encodings
public import FoundationEssentials
public import JSON
public import PageStore

/// A test page: one message to each of a person's ways, with what has become of it.
public struct TestPage: Sendable, Hashable, JSONEncodable {
    /// UUIDv7.
    public var id: UUID
    /// The messages, in the order of the ways.
    public var trials: [TrialRecord]

    /// What has become of it: `sent` when every way took it, `failed` when one did not and none is under way, else `due`.
    public var state: String {
        if trials.contains(where: { ["planned", "calling"].contains($0.state) }) { return "due" }
        return trials.allSatisfy { $0.state == "sent" } ? "sent" : "failed"
    }

    /// An object with `id`, `person`, `at`, `state` and `ways`.
    public var json: JSON {
        [
            "id": .string(UUIDText.string(from: id)), "person": .string(trials.first?.person ?? ""),
            "at": .optional(trials.first?.made), "state": .string(state), "ways": .array(trials.map(\.json)),
        ]
    }
}
