import Contracts
import WorkStore
import WorkerKit

/// Looks at executions that were started, answered, paused or resumed, or that somebody wants to end.
struct AdvanceExecutionHandler: DatabaseHandler {
    let turns: ExecutionTurns

    func handle(_ batch: [Received<AdvanceExecution>], in work: UnitOfWork) async throws -> [Outcome] {
        try await turns.take(batch.map { Look(execution: $0.body.execution, cause: $0.traceparent) }, in: work)
        return batch.map { _ in .done }
    }
}
