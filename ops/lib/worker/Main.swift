import HTTPKit
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("@name@", services: HealthServer.alone) { _ in
            [.database(IncidentOpenedHandler())]
        }
    }
}
