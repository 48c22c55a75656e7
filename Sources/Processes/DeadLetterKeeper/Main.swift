import HTTPKit
import LetterStore
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("dead-letter-keeper") { environment, health in
            [
                DeadLetterDrains(environment: environment), ReplayCarrier(environment),
                HealthServer(health: health, environment: environment),
            ]
        } handlers: { _ in
            []
        }
    }
}
