import JSON

/// What Jira refuses of a request, by Atlassian's documents: each as `field: why`.
enum JiraRules {
    static func complaints(about request: JiraRequest, isCloud: Bool) -> [String] {
        switch request.operation {
        case "create", "edit": fields(request, isCloud: isCloud)
        case "move": request.body?["transition"]?["id"]?.stringValue == nil ? ["transition: no id"] : []
        case "link":
            (request.body?["object"]?["url"]?.stringValue == nil || request.body?["object"]?["title"] == nil
                ? ["object: url and title are required"] : [])
                + (request.body?["globalId"]?.stringValue == nil ? ["globalId: a retry makes a second link"] : [])
        case "search": search(request, isCloud: isCloud)
        case "people":
            request.query["project"] == nil || request.query[isCloud ? "query" : "username"] == nil
                ? ["query: project and who are required"] : []
        case "gone": ["search: it was removed"]
        default: []
        }
    }

    private static func search(_ request: JiraRequest, isCloud: Bool) -> [String] {
        let known = ["jql", "fields", "maxResults", isCloud ? "nextPageToken" : "startAt"]
        let members = request.body?.objectValue ?? [:]
        let unknown = members.keys.filter { !known.contains($0) }
        let jql = members["jql"]?.stringValue ?? ""
        return unknown.map { "\($0): unknown" } + (jql.contains("=") ? [] : ["jql: it is unbounded"])
    }

    private static func fields(_ request: JiraRequest, isCloud: Bool) -> [String] {
        guard let fields = request.body?["fields"]?.objectValue else { return ["fields: required"] }
        var complaints: [String] = []
        if request.operation == "create" {
            for name in ["project", "issuetype", "summary"] where fields[name] == nil {
                complaints.append("\(name): required")
            }
        }
        if let summary = fields["summary"] {
            let text = summary.stringValue ?? ""
            if text.isEmpty || text.utf16.count > 255 || text.contains(where: \.isNewline) {
                complaints.append("summary: 1 to 255 characters in one line")
            }
        }
        if let description = fields["description"], !description.isNull, !isText(description, isCloud: isCloud) {
            complaints.append("description: \(isCloud ? "no document" : "no text")")
        }
        let labels = fields["labels"]?.arrayValue?.compactMap(\.stringValue) ?? []
        if labels.contains(where: { $0.contains(where: \.isWhitespace) || $0.count > 255 }) {
            complaints.append("labels: spaces, or too long")
        }
        if let assignee = fields["assignee"]?.objectValue, assignee.keys != [isCloud ? "accountId" : "name"] {
            complaints.append("assignee: \(assignee.keys)")
        }
        return complaints
    }

    /// The part of the Atlassian Document Format that is written here; wiki markup is any text.
    private static func isText(_ value: JSON, isCloud: Bool) -> Bool {
        guard isCloud else { return value.stringValue.map { $0.count <= 32_767 } ?? false }
        guard value["version"] == 1, value["type"] == "doc", let blocks = value["content"]?.arrayValue else {
            return false
        }
        return blocks.allSatisfy { block in
            block["type"] == "paragraph" && (block["content"]?.arrayValue ?? []).allSatisfy(isInline)
        }
    }

    private static func isInline(_ node: JSON) -> Bool {
        if node["type"] == "hardBreak" { return true }
        guard node["type"] == "text", let text = node["text"]?.stringValue, !text.isEmpty else { return false }
        return (node["marks"]?.arrayValue ?? []).allSatisfy {
            $0["type"] == "link" && $0["attrs"]?["href"]?.stringValue != nil
        }
    }
}
