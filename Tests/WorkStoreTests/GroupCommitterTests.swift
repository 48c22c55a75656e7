import Synchronization
import TestServers
import Testing

@testable import WorkStore

@Suite struct GroupCommitterTests {
    private struct Bad: Error {}
    private struct Away: Error {}

    /// A commit that waits until it is let go.
    private final class Gate: Sendable {
        private let batches = Mutex<[[Int]]>([])
        let started = AsyncStream.makeStream(of: Void.self)
        let release = AsyncStream.makeStream(of: Void.self)

        var seen: [[Int]] { batches.withLock { $0 } }

        func commit(_ batch: [Int]) async throws -> [Int] {
            batches.withLock { $0.append(batch) }
            if batches.withLock({ $0.count }) == 1 {
                started.continuation.yield()
                for await _ in release.stream { break }
            }
            if batch.contains(-1) { throw Bad() }
            if batch.contains(-2) { throw Away() }
            return batch.map { $0 * 10 }
        }
    }

    @Test func whatArrivesDuringACommitIsTheNextBatch() async throws {
        let gate = Gate()
        let committer = GroupCommitter<Int, Int>(commit: gate.commit)
        let first = Task { try await committer.submit(1) }
        for await _ in gate.started.stream { break }
        let rest = Task {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 2...20 { group.addTask { try await committer.submit(number) } }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
        }
        try await eventually("19 wait") { committer.waiting == 19 }
        gate.release.continuation.yield()
        #expect(try await first.value == 10)
        #expect(try await rest.value == Set((2...20).map { $0 * 10 }))
        #expect(gate.seen.map(\.count) == [1, 19])
    }

    @Test func aBadRequestFailsAlone() async throws {
        let gate = Gate()
        let committer = GroupCommitter<Int, Int>(commit: gate.commit)
        let first = Task { try await committer.submit(1) }
        for await _ in gate.started.stream { break }
        let others = [2, -1, 3].map { number in Task { try await committer.submit(number) } }
        try await eventually("3 wait") { committer.waiting == 3 }
        gate.release.continuation.yield()
        _ = try await first.value
        #expect(try await others[0].value == 20)
        await #expect(throws: Bad.self) { try await others[1].value }
        #expect(try await others[2].value == 30)
    }

    @Test func anErrorThatIsNobodysFaultIsNotTriedOneByOne() async throws {
        let gate = Gate()
        let committer = GroupCommitter<Int, Int>(isShared: { $0 is Away }, commit: gate.commit)
        let first = Task { try await committer.submit(1) }
        for await _ in gate.started.stream { break }
        let others = [2, -2].map { number in Task { try await committer.submit(number) } }
        try await eventually("2 wait") { committer.waiting == 2 }
        gate.release.continuation.yield()
        _ = try await first.value
        for other in others { await #expect(throws: Away.self) { try await other.value } }
        #expect(gate.seen.count == 2)
    }

    @Test func refusesWhatDoesNotFitIntoTheQueue() async throws {
        let gate = Gate()
        let committer = GroupCommitter<Int, Int>(queueWeight: 2, commit: gate.commit)
        let first = Task { try await committer.submit(1) }
        for await _ in gate.started.stream { break }
        let waiting = [2, 3].map { number in Task { try await committer.submit(number) } }
        try await eventually("2 wait") { committer.waiting == 2 }
        await #expect(throws: GroupCommitterIsFull.self) { try await committer.submit(4) }
        gate.release.continuation.yield()
        _ = try await first.value
        for task in waiting { _ = try await task.value }
    }

    @Test func batchesAreBoundedByWeight() async throws {
        let gate = Gate()
        let committer = GroupCommitter<Int, Int>(batchWeight: 2, commit: gate.commit)
        let first = Task { try await committer.submit(1) }
        for await _ in gate.started.stream { break }
        let others = (2...6).map { number in Task { try await committer.submit(number) } }
        try await eventually("5 wait") { committer.waiting == 5 }
        gate.release.continuation.yield()
        _ = try await first.value
        for task in others { _ = try await task.value }
        #expect(gate.seen.map(\.count) == [1, 2, 2, 1])
    }
}
