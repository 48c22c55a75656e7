import JSON
import StatesLanguage

/// Tasks of activities that wait for a worker, and workers that wait for a task.
struct ActivityBoard {
    /// A task of a process.
    struct Waiting: Hashable {
        let process: Int
        let id: Int

        /// What the worker answers with.
        var token: String { "\(process)/\(id)" }

        init(process: Int, id: Int) {
            self.process = process
            self.id = id
        }

        init?(token: String) {
            let parts = token.split(separator: "/").compactMap { Int($0) }
            guard parts.count == 2 else { return nil }
            self.init(process: parts[0], id: parts[1])
        }
    }

    /// A worker's call of GetActivityTask.
    struct Poll {
        let waiting: Waiting
        let worker: String?
        let until: Timestamp
    }

    private var tasks: [String: [(Waiting, input: JSON)]] = [:]
    private var polls: [String: [Poll]] = [:]
    /// Tasks that a worker has.
    private var taken: Set<Waiting> = []

    /// How long GetActivityTask waits for a task, in seconds (API reference).
    static let longestPoll = 60.0

    mutating func add(_ task: Waiting, input: JSON, of activity: String) {
        tasks[activity, default: []].append((task, input))
    }
    mutating func add(_ poll: Poll, of activity: String) { polls[activity, default: []].append(poll) }

    /// A task and the worker that gets it.
    mutating func match(_ activity: String, at now: Timestamp) -> (Waiting, input: JSON, Poll)? {
        polls[activity]?.removeAll { $0.until <= now }
        guard let poll = polls[activity]?.first, let (task, input) = tasks[activity]?.first else { return nil }
        polls[activity]?.removeFirst()
        tasks[activity]?.removeFirst()
        taken.insert(task)
        return (task, input, poll)
    }

    /// The task of a token, unless somebody else is done with it.
    func task(_ token: String) -> Waiting? { Waiting(token: token).flatMap { taken.contains($0) ? $0 : nil } }

    /// Nobody waits for the task any more.
    mutating func remove(_ task: Waiting) {
        taken.remove(task)
        for activity in tasks.keys { tasks[activity]?.removeAll { $0.0 == task } }
    }
}
