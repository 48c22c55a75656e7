public import JSON

/// A step of a night, and what became of it.
public struct NightStep: Sendable, Hashable, JSONEncodable {
    /// Which.
    public var name: StepName
    /// What became of it.
    public var state: StepState
    /// How many rows it wrote.
    public var rows: Int
    /// How long it took; `nil` while it has not ended.
    public var seconds: Double?
    /// Why it failed or was skipped, or what is to be known of it although it is done.
    public var error: String?

    /// A step whose turn has not come, unless more is said.
    public init(
        _ name: StepName, _ state: StepState = .waiting, rows: Int = 0, seconds: Double? = nil, error: String? = nil
    ) {
        self.name = name
        self.state = state
        self.rows = rows
        self.seconds = seconds
        self.error = error
    }

    /// `name`, `state`, `rows`, `seconds` and `error`.
    public var json: JSON {
        [
            "name": .string(name.rawValue), "state": .string(state.rawValue), "rows": .int(rows),
            "seconds": seconds.map { .double(($0 * 1000).rounded() / 1000) } ?? .null, "error": .optional(error),
        ]
    }
}
