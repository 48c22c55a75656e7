import Encodings
public import JSON

/// A ticket of the stand-in.
public struct JiraStandInTicket: Sendable {
    /// Its number, as text.
    public var id: String
    /// What people call it: `OPS-1`.
    public var key: String
    /// As they were last written.
    public var fields: JSONObject
    /// The name of its status.
    public var status: String
    /// Its links to elsewhere, as they were last written.
    public var links: [JSON] = []
    /// When it was made.
    public var createdAt = ContinuousClock.now

    /// The labels among its fields.
    public var labels: [String] { fields["labels"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
    /// The summary among its fields.
    public var summary: String { fields["summary"]?.stringValue ?? "" }
    /// Who has it, as Jira names people.
    public var assignee: String? { fields["assignee"]?.objectValue?.values.first?.stringValue }
}

/// What the stand-in keeps, and what it answers.
struct JiraState: Sendable {
    var isCloud: Bool
    var workflow = JiraWorkflow.open
    var tickets: [JiraStandInTicket] = []
    var faults: [JiraFault] = []
    var calls: [String] = []
    var invalid: [String] = []
    var searchLag: Duration = .zero
    /// How many tickets a page of a search shows.
    var page = 50
    var token = "right"
    var people = ["primary-oncall@example.org", "bot@example.org"]
    /// Whom nobody may give a ticket to, although they are found.
    var unassignable: Set<String> = []
    var permissions: Set<String> = [
        "BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES", "TRANSITION_ISSUES", "ASSIGN_ISSUES", "LINK_ISSUES",
        "RESOLVE_ISSUES",
    ]
    var demandedField: String?
    /// Whether `mypermissions` is there.
    var tellsPermissions = true

    struct Answer {
        var status: Int
        var body: JSON?
    }

    static func refusal(_ status: Int, _ messages: [String] = [], _ errors: JSONObject = [:]) -> Answer {
        Answer(status: status, body: ["errorMessages": messages.json, "errors": .object(errors)])
    }

    /// The fault that this operation meets.
    mutating func takeFault(for operation: String) -> JiraFault? {
        guard let index = faults.firstIndex(where: { $0.operation == operation || $0.operation == "*" }) else {
            return nil
        }
        faults[index].times -= 1
        let fault = faults[index]
        if fault.times == 0 { faults.remove(at: index) }
        return fault
    }

    /// Whether the request carries what it has to.
    func isKnown(_ authorization: String?) -> Bool {
        if authorization == "Bearer \(token)" { return !isCloud }
        return authorization == "Basic \(Base64.standard.encode(Array("bot@example.org:\(token)".utf8)))"
    }

    mutating func answer(_ request: JiraRequest) -> Answer {
        let complaints = JiraRules.complaints(about: request, isCloud: isCloud)
        if !complaints.isEmpty {
            invalid += complaints.map { "\(request.operation): \($0)" }
            return Self.refusal(400, complaints)
        }
        switch request.operation {
        case "create": return create(request)
        case "search": return search(request)
        case "people": return people(request)
        case "read", "edit", "steps", "move", "links", "link": return change(request)
        default: return about(request)
        }
    }

    private mutating func create(_ request: JiraRequest) -> Answer {
        let fields = request.body?["fields"]?.objectValue ?? [:]
        guard fields["project"]?["key"] == "OPS" else {
            return Self.refusal(400, [], ["project": "Specify a valid project ID or key"])
        }
        if let refusal = refuseAssignee(fields) { return refusal }
        let number = tickets.count + 1
        let ticket = JiraStandInTicket(
            id: "\(10_000 + number)", key: "OPS-\(number)", fields: fields, status: workflow.statuses[0].name)
        tickets.append(ticket)
        return Answer(status: 201, body: ["id": .string(ticket.id), "key": .string(ticket.key)])
    }

    private func refuseAssignee(_ fields: JSONObject) -> Answer? {
        guard let name = fields["assignee"]?.objectValue?.values.first?.stringValue, unassignable.contains(name) else {
            return nil
        }
        return Self.refusal(400, [], ["assignee": .string("User '\(name)' cannot be assigned issues.")])
    }

    private func search(_ request: JiraRequest) -> Answer {
        let jql = request.body?["jql"]?.stringValue ?? ""
        let label = jql.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
        let now = ContinuousClock.now
        let seen = tickets.filter { $0.labels.contains(label) && $0.createdAt + searchLag <= now }
        let start =
            request.body?["nextPageToken"]?.stringValue.flatMap(Int.init) ?? request.body?["startAt"]?.intValue ?? 0
        let shown = seen.dropFirst(start).prefix(page)
        var body: JSONObject = [
            "issues": .array(
                shown.map {
                    ["id": .string($0.id), "key": .string($0.key), "fields": ["labels": $0.labels.json]]
                })
        ]
        if isCloud {
            if start + shown.count < seen.count { body["nextPageToken"] = .string("\(start + shown.count)") }
        } else {
            body["total"] = .int(seen.count)
        }
        return Answer(status: 200, body: .object(body))
    }

    private func people(_ request: JiraRequest) -> Answer {
        let who = request.query[isCloud ? "query" : "username"] ?? ""
        let found = people.filter { $0 == who }.map { email -> JSON in
            [
                isCloud ? "accountId" : "name": .string("id-of-\(email)"), "emailAddress": .string(email),
                "displayName": "Somebody", "active": true,
            ]
        }
        return Answer(status: 200, body: .array(found))
    }

    private mutating func change(_ request: JiraRequest) -> Answer {
        guard let index = tickets.firstIndex(where: { $0.id == request.id || $0.key == request.id }) else {
            return Self.refusal(404, ["Issue does not exist or you do not have permission to see it."])
        }
        switch request.operation {
        case "read": return Answer(status: 200, body: read(tickets[index], request))
        case "edit":
            let fields = request.body?["fields"]?.objectValue ?? [:]
            if let refusal = refuseAssignee(fields) { return refusal }
            for (name, value) in fields { tickets[index].fields[name] = value }
            return Answer(status: 204)
        case "steps":
            let isExpanded = request.query["expand"] == "transitions.fields"
            let steps = workflow.steps(from: tickets[index].status).map { workflow.json($0, expanded: isExpanded) }
            return Answer(status: 200, body: ["transitions": .array(steps)])
        case "move": return move(index, request)
        case "links": return Answer(status: 200, body: .array(tickets[index].links))
        default: return link(index, request)
        }
    }

    private func read(_ ticket: JiraStandInTicket, _ request: JiraRequest) -> JSON {
        var all = ticket.fields
        all["status"] = workflow.status(ticket.status)?.json
        let wanted = (request.query["fields"] ?? "").split(separator: ",").map(String.init)
        let fields = JSONObject(wanted.map { ($0, all[$0] ?? .null) })
        return ["id": .string(ticket.id), "key": .string(ticket.key), "fields": .object(fields)]
    }

    private mutating func move(_ index: Int, _ request: JiraRequest) -> Answer {
        let id = request.body?["transition"]?["id"]?.stringValue ?? ""
        guard let step = workflow.steps(from: tickets[index].status).first(where: { $0.id == id }) else {
            return Self.refusal(400, ["Transition id '\(id)' is not valid for this issue."])
        }
        let resolution = request.body?["fields"]?["resolution"]
        if step.demandsResolution, resolution == nil {
            return Self.refusal(400, [], ["resolution": "Resolution is required."])
        }
        if !step.demandsResolution, resolution != nil {
            return Self.refusal(400, [], ["resolution": "It is not on the appropriate screen, or unknown."])
        }
        tickets[index].status = step.to
        tickets[index].fields["resolution"] = resolution
        return Answer(status: 204)
    }

    private mutating func link(_ index: Int, _ request: JiraRequest) -> Answer {
        let link = request.body ?? .null
        tickets[index].links.removeAll { $0["globalId"] == link["globalId"] }
        tickets[index].links.append(link)
        return Answer(status: 201, body: ["id": 1])
    }

    private func about(_ request: JiraRequest) -> Answer {
        switch request.operation {
        case "server":
            return Answer(status: 200, body: ["deploymentType": isCloud ? "Cloud" : "Server", "version": "10.3.24"])
        case "account":
            return Answer(status: 200, body: ["displayName": "Muster Bot", "emailAddress": "bot@example.org"])
        case "project":
            return permissions.contains("BROWSE_PROJECTS")
                ? Answer(status: 200, body: ["key": "OPS", "name": "Operations"])
                : Self.refusal(404, ["No project could be found with key 'OPS'."])
        case "types":
            return Answer(
                status: 200,
                body: ["total": 1, isCloud ? "issueTypes" : "values": [["id": "10002", "name": "Task"]]])
        case "fields":
            var names = ["summary", "description", "labels", "project", "issuetype", "priority", "assignee"]
            if let demandedField { names.append(demandedField) }
            let fields = names.map { name -> JSON in
                [
                    "fieldId": .string(name), "name": .string(name), "required": .bool(name == demandedField),
                    "hasDefaultValue": false,
                ]
            }
            return Answer(
                status: 200, body: ["total": .int(fields.count), isCloud ? "fields" : "values": .array(fields)])
        case "priorities": return Answer(status: 200, body: [["name": "Highest"], ["name": "High"]])
        case "permissions" where tellsPermissions:
            let asked = (request.query["permissions"] ?? "").split(separator: ",").map(String.init)
            let granted = asked.map { ($0, ["havePermission": .bool(permissions.contains($0))] as JSON) }
            return Answer(status: 200, body: ["permissions": .object(JSONObject(granted))])
        default: return Self.refusal(404, ["dead link"])
        }
    }
}
