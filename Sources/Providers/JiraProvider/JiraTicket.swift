import Capabilities
import Encodings
import JSON
import VendorCalls

/// A ticket that is there, and what is changed about it. Each change looks first, and does nothing when nothing differs.
struct JiraTicket: Sendable {
    let jira: JiraSystem
    /// Its id or key.
    let id: String

    private var path: String { "/issue/\(PercentCoding.encode(id))" }

    // MARK: What it says

    /// Makes its fields say this.
    func say(_ fields: JSONObject) async throws(ProviderError) {
        let query = [("fields", fields.keys.joined(separator: ","))]
        let call = jira.call("ticket.read", "GET", path).with(query: query)
        let present = try await jira.read(call) { $0.value["fields"] }
        var different = JiraFields.differences(fields, from: present)
        if different.isEmpty { return }
        do {
            try await put(different)
        } catch {
            // Who cannot have the ticket holds up nothing else.
            guard different["assignee"] != nil, error.code == "http-400", error.detail.contains("assignee:") else {
                throw error
            }
            different["assignee"] = nil
            if !different.isEmpty { try await put(different) }
        }
    }

    private func put(_ fields: JSONObject) async throws(ProviderError) {
        try await jira.client.send(jira.call("ticket.update", "PUT", path, body: ["fields": .object(fields)]))
    }

    // MARK: Where it leads

    /// Makes it link to these places. What leads elsewhere by now is put right, and nobody else's link is touched.
    func link(_ links: [TicketDraft.Link]) async throws(ProviderError) {
        if links.isEmpty { return }
        let present = try await jira.read(jira.call("link.read", "GET", "\(path)/remotelink")) { reader in
            try reader.elements(max: 10_000).map(\.value)
        }
        for link in links {
            let wanted = Self.body(of: link)
            let isThere = present.contains { there in there.covers(wanted) }
            if isThere { continue }
            try await jira.client.send(jira.call("link.put", "POST", "\(path)/remotelink", body: wanted))
        }
    }

    /// One link of a ticket has one `globalId`: to make it again is to change it.
    private static func body(of link: TicketDraft.Link) -> JSON {
        [
            "globalId": .string("muster=\(link.name)"), "relationship": "incident response",
            "application": ["type": "org.muster", "name": "Muster"],
            "object": ["url": .string(link.url), "title": .string(String(link.title.prefix(255)))],
        ]
    }

    // MARK: Where it stands

    /// More steps than this are not taken at once.
    private static let steps = 6

    /// Brings it to where an incident of this status belongs. Others may move it meanwhile: a step that is refused is
    /// looked at again, and is no failure when the ticket is there or somewhere else by then.
    func move(to status: String) async throws(ProviderError) {
        var route = JiraRoute(to: status, settings: jira.settings)
        var refused: (at: JiraStatus, error: ProviderError)?
        for _ in 0..<Self.steps {
            let here = try await self.status()
            if route.isReached(at: here) { return }
            // Nobody has moved it: it is refused for another reason, which the retry ladder gives time.
            if let refused, refused.at == here { throw refused.error }
            let offered = try await transitions()
            switch route.next(from: here, offered: offered) {
            case .there: return
            case .stuck: throw stuck(at: here, route, offered)
            case .take(let step):
                do {
                    try await take(step)
                    refused = nil
                } catch {
                    guard ["http-400", "http-404", "http-409"].contains(error.code) else { throw error }
                    var patient = error
                    if error.remedy == .giveUp { patient.remedy = .retry }
                    refused = (here, patient)
                }
            }
        }
        let here = try await self.status()
        if !route.isReached(at: here) { throw stuck(at: here, route, []) }
    }

    private func status() async throws(ProviderError) -> JiraStatus {
        let call = jira.call("ticket.status", "GET", path).with(query: [("fields", "status")])
        return try await jira.read(call) { try JiraStatus($0.member("fields").member("status")) }
    }

    private func transitions() async throws(ProviderError) -> [JiraTransition] {
        let call = jira.call("ticket.steps", "GET", "\(path)/transitions").with(query: [
            ("expand", "transitions.fields")
        ])
        return try await jira.read(call) { reader in
            try reader.array("transitions", max: 1000).map { try JiraTransition($0) }
        }
    }

    private func take(_ step: JiraTransition) async throws(ProviderError) {
        var body: JSONObject = ["transition": ["id": .string(step.id)]]
        if let resolution = step.resolution(wanted: jira.settings.resolution) {
            body["fields"] = ["resolution": ["name": .string(resolution)]]
        }
        try await jira.client.send(
            jira.call("ticket.move", "POST", "\(path)/transitions", body: .object(body)))
    }

    private func stuck(at status: JiraStatus, _ route: JiraRoute, _ offered: [JiraTransition]) -> ProviderError {
        let names = offered.map { "`\($0.target.name)`" }.joined(separator: ", ")
        return ProviderError(
            provider: jira.client.provider, operation: "ticket.move", remedy: .giveUp, code: "no-way-there",
            detail: "the workflow leads from `\(status.name)` not to \(route.goal), but to "
                + "\(names.isEmpty ? "nothing" : names); add a transition, let the account take it, or name another "
                + "status under `statuses`", mayHaveHappened: false, isOutage: false)
    }
}
