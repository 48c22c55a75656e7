import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import PlaybookStore
import StatesLanguage
import WorkStore
import WorkerKit

/// Lets executions go on: reads what is stored under the rows' locks, lets everything happen that has come for them, and writes the
/// state, the history, the timers, the steps that others are asked for, and their messages: all in the transaction of whoever asks.
struct ExecutionTurns: Sendable {
    private let machines = MachineShelf()
    private let actions: StepActions

    init(_ environment: WorkerEnvironment) { actions = StepActions(environment) }

    /// Takes each execution's turn. What is not there, or has ended, stays as it is.
    func take(_ looks: [Look], in work: UnitOfWork) async throws {
        let looks = Look.merged(looks)
        let held = try await HeldExecution.hold(Array(looks.keys), in: work)
        guard !held.isEmpty else { return }
        var places = try await PlaceBook(held, in: work)
        // The execution first, then its steps: everybody takes them in this order.
        let results = looks.values.flatMap { look in
            look.results.map {
                StepRows.answer($0.number, of: look.execution, with: $0.answer, by: $0.actor)
            }
        }
        if !results.isEmpty { _ = try await work.pipeline(results) }
        let news = Dictionary(
            grouping: try await StepRows.news(of: held.map(\.record.id), in: work), by: \.execution)
        let playbooks = try await self.machines.machines(of: held, in: work)
        for (execution, playbook) in zip(held, playbooks) {
            guard var look = looks[execution.record.id],
                try await places.admit(execution, in: work)
            else { continue }
            var turn = try ExecutionTurn(
                execution, playbook, cause: look.cause, actions: actions)
            let steps = news[execution.record.id] ?? []
            let beating = steps.filter { $0.status == .open }.map(\.number)
            // What is held hears it later.
            if !beating.isEmpty, !execution.record.isPaused {
                look.heartbeats += beating
                work.write(StepRows.heard(execution.record.id))
            }
            try await turn.take(look, answered: steps.filter { $0.status == .answered }, in: work)
            if turn.hasEnded { places.free(execution) }
        }
        try await places.callNext(in: work)
    }
}
