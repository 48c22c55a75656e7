import AlertDesk
import WorkerKit

/// Takes in reports and alerts over HTTP, and alerts over AMQP.
@main struct Main {
    static func main() async {
        await WorkerProcess.run("intake", worksWithoutBroker: true) { environment, health in
            try IntakeService(environment, health).services
        } handlers: { environment in
            [
                .raw(
                    AlertDeliveries(
                        organisation: environment.organisationOnCall, metrics: AlertMetrics(environment.metrics)))
            ]
        }
    }
}
