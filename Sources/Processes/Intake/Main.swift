import AlertDesk
import WorkerKit

/// Takes in reports and alerts over HTTP, and alerts over AMQP.
@main struct Main {
    static func main() async {
        await WorkerProcess.run("intake", worksWithoutBroker: true) { environment, health in
            try IntakeService(environment, health).services
        } handlers: { environment in
            let (organisation, silences) = (environment.organisationOnCall, SilenceBook())
            return [
                .database(RouteAlertHandler(alerts: WaitingAlerts(organisation: organisation, silences: silences))),
                .database(SettleIncidentHandler()),
                .database(ExpireParticipantHandler(organisation: organisation)),
                .raw(
                    AlertDeliveries(
                        organisation: organisation, silences: silences, metrics: AlertMetrics(environment.metrics))),
                .database(
                    RecoverAlertsHandler(
                        organisation: organisation, recovery: AlertRecovery(silences: silences))),
                .database(
                    MissHeartbeatHandler(organisation: organisation, watch: HeartbeatWatch(silences: silences))),
            ]
        }
    }
}
