import IncidentStore

extension OpenAPIDocument {
    /// What can be done with the places that come with Muster.
    static let native = [
        OpenAPIPath(
            "/api/v1/conversations/{id}",
            OpenAPIOperation(
                "get", "Shows a conversation, by its id or its name.", scope: .incidentsRead, "The conversation.",
                .json("Conversation"))),
        OpenAPIPath(
            "/api/v1/conversations/{id}/messages",
            OpenAPIOperation(
                "get", "What was said, in its order.", scope: .incidentsRead, parameters: ["Cursor", "Limit"],
                "A page of messages.", .json("MessageList")),
            OpenAPIOperation(
                "post", "Says something.", scope: .incidentsWrite, parameters: ["IdempotencyKey"],
                requests: [.json("NewMessage")], status: 201, "The message.", .json("Message"))),
        OpenAPIPath(
            "/api/v1/conversations/{id}/members",
            OpenAPIOperation("get", "Who takes part.", scope: .incidentsRead, "All members.", .json("MemberList")),
            OpenAPIOperation(
                "post", "Lets somebody take part; who does already stays.", scope: .incidentsWrite,
                requests: [.json("NewMember")], status: 201, "All members.", .json("MemberList"))),
        OpenAPIPath(
            "/api/v1/files/{id}",
            OpenAPIOperation("get", "Lists a folder.", scope: .incidentsRead, "The folder.", .json("Folder"))),
        OpenAPIPath(
            "/api/v1/files/{id}/{file}",
            OpenAPIOperation(
                "get", "Gets a file.", scope: .incidentsRead, "Its bytes.", .text("application/octet-stream")),
            OpenAPIOperation(
                "put", "Stores a file of at most 10 MiB; one of the same name is replaced.", scope: .incidentsWrite,
                requests: [.text("application/octet-stream")], "What was stored.", .json("File"))),
        OpenAPIPath(
            "/api/v1/documents/{id}",
            OpenAPIOperation(
                "get", "Reads a document.", scope: .incidentsRead, "The newest version.", .json("Document")),
            OpenAPIOperation(
                "put", "Writes a new version.", scope: .incidentsWrite, parameters: ["IfMatch"],
                requests: [.json("NewVersion")], "The new version.", .json("Document"))),
        OpenAPIPath(
            "/api/v1/documents/{id}/versions",
            OpenAPIOperation(
                "get", "Lists the versions of a document.", scope: .incidentsRead,
                "All versions, without what they say.",
                .json("DocumentVersionList"))),
        OpenAPIPath(
            "/api/v1/documents/{id}/versions/{version}",
            OpenAPIOperation(
                "get", "Reads a version of a document.", scope: .incidentsRead, "The version.", .json("Document"))),
        OpenAPIPath(
            "/api/v1/tickets/{id}",
            OpenAPIOperation("get", "Shows a ticket.", scope: .incidentsRead, "The ticket.", .json("Ticket"))),
        OpenAPIPath(
            "/api/v1/groups/{id}",
            OpenAPIOperation("get", "Shows a group.", scope: .incidentsRead, "The group.", .json("Group"))),
        OpenAPIPath(
            "/api/v1/conferences/{id}",
            OpenAPIOperation(
                "get", "Shows a conference bridge.", scope: .incidentsRead, "The conference.", .json("Conference"))),
        OpenAPIPath(
            "/api/v1/conferences/{id}/visits",
            OpenAPIOperation(
                "post", "Writes down that somebody is on the bridge.", scope: .incidentsWrite,
                parameters: ["IdempotencyKey"], requests: [.json("NewVisit")], status: 201, "The conference.",
                .json("Conference"))),
    ]
}
