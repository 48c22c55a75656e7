import Capabilities
import Synchronization
import Testing

@testable import VendorCalls

@Suite(.timeLimit(.minutes(10))) struct TurnsTests {
    private final class Count: Sendable {
        let inside = Mutex((now: 0, most: 0))

        func enter() { inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { inside.withLock { $0.now -= 1 } }
        var most: Int { inside.withLock { $0.most } }
    }

    private func work(_ objects: [String]) async throws -> Int {
        let turns = Turns()
        let count = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for object in objects {
                group.addTask {
                    try await turns.run(object) { () async throws(ProviderError) in
                        count.enter()
                        for _ in 0..<10 { await Task.yield() }
                        count.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        return count.most
    }

    @Test func oneAtATimeChangesAnObject() async throws {
        #expect(try await work(Array(repeating: "one", count: 20)) == 1)
    }

    @Test func whoFailsGivesTheTurnBack() async throws {
        let turns = Turns()
        let error = ProviderError(
            provider: "p", operation: "o", remedy: .giveUp, code: "c", detail: "d", mayHaveHappened: false,
            isOutage: false)
        for _ in 0..<2 {
            await #expect(throws: ProviderError.self) {
                try await turns.run("one") { () async throws(ProviderError) in throw error }
            }
        }
        try await turns.run("one") { () async throws(ProviderError) in }
    }
}
