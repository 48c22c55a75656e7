import IncidentStore

extension OpenAPIDocument {
    /// What can be done with incidents.
    static let incidents = [
        OpenAPIPath(
            "/api/v1/incidents",
            OpenAPIOperation(
                "get", "Lists incidents, the newest first.", scope: .incidentsRead,
                parameters: ["IncidentStatus", "Cursor", "Limit"], "A page of incidents.", .json("IncidentList")),
            OpenAPIOperation(
                "post", "Opens an incident.", scope: .incidentsWrite, parameters: ["IdempotencyKey"],
                requests: [.json("Report")], status: 201, "The incident, also while the broker is away.",
                .json("IncidentDetail"))),
        OpenAPIPath(
            "/api/v1/incidents/{name}",
            OpenAPIOperation("get", "Shows an incident.", scope: .incidentsRead, whole, .json("IncidentDetail")),
            OpenAPIOperation(
                "patch", "Changes what is said and nothing else.", scope: .incidentsWrite, parameters: ["IfMatch"],
                requests: [.json("IncidentChange")], whole, .json("IncidentDetail"))),
        OpenAPIPath(
            "/api/v1/incidents/{name}/participants",
            OpenAPIOperation(
                "post", "Brings somebody in.", scope: .incidentsWrite, parameters: ["IdempotencyKey"],
                requests: [.json("RoleAssignment")], whole, .json("IncidentDetail"))),
        OpenAPIPath(
            "/api/v1/incidents/{name}/roles",
            OpenAPIOperation(
                "post", "Gives somebody a role; a new commander takes over.", scope: .incidentsWrite,
                parameters: ["IdempotencyKey"], requests: [.json("RoleAssignment")], whole, .json("IncidentDetail"))),
        OpenAPIPath(
            "/api/v1/incidents/{name}/timeline",
            OpenAPIOperation(
                "get", "What happened, in its order.", scope: .incidentsRead, parameters: ["Cursor", "Limit"],
                "A page of the timeline.", .json("TimelineEntryList"))),
        OpenAPIPath(
            "/api/v1/incidents/{name}/resources",
            OpenAPIOperation(
                "get", "The places of the response.", scope: .incidentsRead, "All resources.", .json("ResourceList"))),
        OpenAPIPath(
            "/api/v1/incidents/{name}/events",
            OpenAPIOperation(
                "get", "The timeline as server-sent events; it goes on after Last-Event-ID.", scope: .incidentsRead,
                "Events named timeline.", .text("text/event-stream"))),
    ]

    private static let whole = "The incident with everything that belongs to it."
}
