import Contracts
import WorkStore
import WorkerKit

/// Tells of a new task those who have it and those in the conversation, and sees to it that they are reminded.
struct TaskCreatedHandler: DatabaseHandler {
    let planner: TaskNoticePlanner

    func handle(_ batch: [Received<TaskCreated>], in work: UnitOfWork) async throws -> [Outcome] {
        try await planner.follow(
            batch.map {
                .init(
                    task: $0.body.task, step: $0.body.step, kind: .created, actor: $0.body.actor, cause: $0.traceparent)
            }, in: work)
        return batch.map { _ in .done }
    }
}
