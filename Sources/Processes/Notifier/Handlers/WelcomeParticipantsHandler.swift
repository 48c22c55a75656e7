import Contracts
import FoundationEssentials
import IncidentStore
import WorkStore
import WorkerKit

/// Welcomes the participants although not every place is there: the timer's message.
struct WelcomeParticipantsHandler: DatabaseHandler {
    let planner: NoticePlanner

    static func timerKey(_ incident: UUID) -> String {
        "welcome/\(incident.uuidString.lowercased())"
    }

    func handle(_ batch: [Received<WelcomeParticipants>], in transaction: UnitOfWork) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for message in batch {
            outcomes.append(
                try await Welcome(planner: planner)
                    .everybody(message.body.incident, cause: message.traceparent, in: transaction))
        }
        return outcomes
    }
}
