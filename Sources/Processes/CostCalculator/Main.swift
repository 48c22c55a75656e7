import HTTPKit
import WorkerKit

/// Counts what incidents cost.
@main struct Main {
    static func main() async {
        await WorkerProcess.run("cost-calculator", services: HealthServer.alone) { CostCounter.handlers($0) }
    }
}
