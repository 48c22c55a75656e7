import Synchronization

/// Clients that report incidents, send alerts and change statuses one after the other, until the test has had enough.
final class Load: Sendable {
    private final class Flag: Sendable {
        let isUp = Atomic<Bool>(false)
    }

    private let isOver: Flag
    private let task: Task<Int, any Error>

    /// - Parameter pause: between two rounds of a report, an alert and, now and then, a change.
    init(on stack: Stack, pause: Duration = .milliseconds(100)) {
        let isOver = Flag()
        self.isOver = isOver
        task = Task {
            var reports = 0
            while !isOver.isUp.load(ordering: .relaxed) {
                let name = try await stack.report("Load \(reports)", key: "load-\(reports)")
                try await stack.alert("load-\(reports)", key: "alert-\(reports)")
                if reports % 5 == 0 { try await stack.move(name, to: "stable") }
                reports += 1
                try await Task.sleep(for: pause)
            }
            return reports
        }
    }

    /// Lets the clients finish what they have begun.
    ///
    /// - Returns: how many reports were taken.
    func stop() async throws -> Int {
        isOver.isUp.store(true, ordering: .relaxed)
        return try await task.value
    }
}
