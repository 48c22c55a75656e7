import TestServers

/// Waits for what the runtime does within a moment or, with a defect, never: a third of a minute is enough to tell.
func soon(_ what: String, _ condition: () async throws -> Bool) async throws {
    try await eventually(what, within: .seconds(20), condition)
}
