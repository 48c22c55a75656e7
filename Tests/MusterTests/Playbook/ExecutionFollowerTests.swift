import JSON
import Synchronization
import Testing

@testable import Muster

/// `playbook show --follow`: an execution that goes on while it is watched.
@Suite struct ExecutionFollowerTests {
    /// What a server would say, a step further at each pause.
    private final class Server: Sendable {
        private struct State {
            var step = 0
            var lines: [String] = []
        }

        private let state = Mutex(State())
        private static let states = ["RUNNING", "RUNNING", "RUNNING", "PAUSED", "FAILED"]
        private static let counts = [2, 2, 3, 3, 5]

        var lines: [String] { state.withLock { $0.lines } }

        func execution() -> JSON {
            let step = state.withLock { $0.step }
            let waiting: JSON = step < 2 ? [["state": "Ask", "for": "somebody's answer", "until": .null]] : []
            return ["state": .string(Self.states[step]), "waiting": waiting]
        }

        /// Pages of two events.
        func history(_ cursor: String?) -> JSON {
            let last = Self.counts[state.withLock { $0.step }]
            let first = (cursor.flatMap { Int($0) } ?? 0) + 1
            let end = min(last, first + 1)
            let items = first > end ? [] : (first...end).map { Self.event($0) }
            return ["items": .array(items), "next_cursor": end < last ? .string("\(end)") : .null]
        }

        private static func event(_ number: Int) -> JSON {
            ["id": .int(number), "timestamp": "t", "type": .string("E\(number)")]
        }

        func goOn() { state.withLock { $0.step += 1 } }
        func tell(_ line: String) { state.withLock { $0.lines.append(line) } }

        func follower() -> ExecutionFollower {
            ExecutionFollower {
                self.execution()
            } history: {
                self.history($0)
            } pause: {
                self.goOn()
            } tell: {
                self.tell($0)
            }
        }
    }

    @Test func eachEventIsToldOnceAndWhatItWaitsForWhenThatChanges() async throws {
        let server = Server()
        let ended = try await server.follower().follow(asJSON: false)
        #expect(ended["state"] == "FAILED")
        #expect(
            server.lines == [
                "t  E1", "t  E2", "waits in \"Ask\" for somebody's answer", "t  E3", "is paused", "t  E4", "t  E5",
            ])
    }

    @Test func asJSONItIsTheEventsAlone() async throws {
        let server = Server()
        _ = try await server.follower().follow(asJSON: true)
        #expect(try server.lines.map { try JSON.parse($0)["id"]?.intValue } == [1, 2, 3, 4, 5])
    }
}
