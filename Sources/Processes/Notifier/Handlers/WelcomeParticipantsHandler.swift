import Encodings
import Contracts
import FoundationEssentials
import IncidentStore
import WorkStore
import WorkerKit

/// Welcomes the participants although not every place is there: the timer's message.
struct WelcomeParticipantsHandler: DatabaseHandler {
    let planner: NoticePlanner

    static func timerKey(_ incident: UUID) -> String {
        "welcome/\(UUIDText.string(from: incident))"
    }

    func handle(_ batch: [Received<WelcomeParticipants>], in transaction: UnitOfWork) async throws -> [Outcome] {
        try await Welcome(planner: planner).plan(
            batch.map { .init(incident: $0.body.incident, newcomers: .everybody, cause: $0.traceparent) },
            in: transaction)
    }
}
