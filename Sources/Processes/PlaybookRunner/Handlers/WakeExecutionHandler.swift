import Contracts
import WorkStore
import WorkerKit

/// Lets executions know that a time has come. One that was taken back rings in vain: its number is given to no other.
struct WakeExecutionHandler: DatabaseHandler {
    let turns: ExecutionTurns

    func handle(_ batch: [Received<WakeExecution>], in work: UnitOfWork) async throws -> [Outcome] {
        try await turns.take(
            batch.map {
                Look(execution: $0.body.execution, timers: [$0.body.timer], cause: $0.traceparent)
            }, in: work)
        return batch.map { _ in .done }
    }
}
