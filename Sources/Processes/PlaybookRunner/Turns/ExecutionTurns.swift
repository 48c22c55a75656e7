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
        let answered = Dictionary(
            grouping: try await StepRows.steps(.answered, of: held.map(\.record.id), in: work), by: \.execution)
        let machines = try await self.machines.machines(of: held, in: work)
        for (execution, machine) in zip(held, machines) {
            guard let look = looks[execution.record.id],
                try await places.admit(execution, in: work)
            else { continue }
            var turn = try ExecutionTurn(
                execution, machine, cause: look.cause, actions: actions)
            try await turn.take(look, answered: answered[execution.record.id] ?? [], in: work)
            if turn.hasEnded { places.free(execution) }
        }
        try await places.callNext(in: work)
    }
}
