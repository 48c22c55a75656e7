import IncidentStore

extension OpenAPIDocument {
    /// What can be done with alerts.
    static let alerts = [
        OpenAPIPath(
            "/api/v1/alerts",
            OpenAPIOperation(
                "get", "Lists alerts, the newest first.", scope: .incidentsRead,
                parameters: ["AlertStatus", "Cursor", "Limit"], "A page of alerts.", .json("AlertList")),
            OpenAPIOperation(
                "post", "Takes alerts as native JSON or CloudEvents 1.0.", scope: .alertsWrite,
                parameters: ["DryRun", "IdempotencyKey"],
                requests: [
                    .json("NativeAlerts"), .json("CloudEvent", as: "application/cloudevents+json"),
                    .jsonArray("CloudEvent", as: "application/cloudevents-batch+json"),
                ], answers: alertAnswers)),
        OpenAPIPath(
            "/api/v1/alerts/alertmanager",
            OpenAPIOperation(
                "post", "Takes the webhook of Prometheus Alertmanager, version 4.", scope: .alertsWrite,
                parameters: ["DryRun", "IdempotencyKey"], requests: [.json("AlertmanagerWebhook")],
                answers: alertAnswers)),
        OpenAPIPath(
            "/api/v1/alerts/{id}",
            OpenAPIOperation(
                "get", "What became of an alert, and which rule decided.", scope: .incidentsRead, "The alert.",
                .json("Alert"))),
    ]

    private static let alertAnswers = [
        OpenAPIOperation.Answer(
            status: 202, description: "What was stored, and what was not.", content: .json("AlertsAccepted")),
        OpenAPIOperation.Answer(
            status: 200, description: "What would become of the alerts (dry_run=true).", content: .json("AlertsDryRun")),
    ]
}
