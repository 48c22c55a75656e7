import Contracts
import Foundation
import HTTPKit
import WorkStore
import WorkerKit

/// A worker for tests, in the place of the notifier: it does nothing with an incident, except that one whose title says so
/// ends the whole process, as a fault in a handler or in a library can.
@main struct AbortingNotifier {
    static func main() async {
        await WorkerProcess.run("notifier", services: HealthServer.alone) { _ in
            [.database(IncidentOpenedHandler())]
        }
    }
}

struct IncidentOpenedHandler: DatabaseHandler {
    func handle(_ batch: [Received<IncidentOpened>], in transaction: UnitOfWork) async throws -> [Outcome] {
        if batch.contains(where: { $0.body.title == "abort" }) { abort() }
        return batch.map { _ in .done }
    }
}
