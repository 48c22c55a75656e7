import Contracts
import WorkStore
import WorkerKit

/// Tells who has a task now, that it is done, and that it is to be done again, and moves its reminders.
struct TaskUpdatedHandler: DatabaseHandler {
    let planner: TaskNoticePlanner

    func handle(_ batch: [Received<TaskUpdated>], in work: UnitOfWork) async throws -> [Outcome] {
        try await planner.follow(
            batch.map {
                .init(
                    task: $0.body.task, step: $0.body.step, kind: TaskNotice.Kind(rawValue: $0.body.change.rawValue),
                    actor: $0.body.actor, cause: $0.traceparent)
            }, in: work)
        return batch.map { _ in .done }
    }
}
