/// Waits until the outside world has become as a test expects it, where it gives no signal to wait for.
///
/// - Parameters:
///   - what: What is waited for, for the error.
///   - limit: How long at most. Generous, because a slow machine is no defect, and a message whose
///     first publication nobody confirmed goes again after 45 s at the latest; the test goes on at once when it holds.
///   - pause: Between two looks.
/// - Throws: `TestServersError` when the time is over, or what the condition throws.
public func eventually(
    _ what: String, within limit: Duration = .seconds(90), every pause: Duration = .milliseconds(25),
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw TestServersError("after \(limit.components.seconds) s it still does not hold: \(what)")
        }
        try await Task.sleep(for: pause)
    }
}
