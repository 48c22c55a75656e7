import NightDesk

extension CommandFailure {
    /// What cannot be computed, said as commands say it.
    static func named<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as NightError {
            throw CommandFailure(error.description)
        }
    }
}
