import Capabilities
import Encodings
import JSON
import VendorCalls

/// Tickets of one project of one Jira.
///
/// A ticket is made with its own label in the same call, and found again by it. Its status follows the incident's by the
/// category of Jira's statuses, whatever they are called, step by step where its workflow has no direct one.
struct JiraTicketing: Ticketing {
    let jira: JiraSystem
    let searchLag: Duration

    var name: String { jira.client.provider }
    private var fields: JiraFields { JiraFields(settings: jira.settings) }

    func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await JiraSearch(jira: jira).ticket(labelled: JiraFields.label(key)).map { object(id: $0.id, key: $0.key) }
    }

    func create(_ draft: TicketDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        // All of it is one call to whoever waits for its outcome.
        let deadline = jira.client.deadline
        let assignee = await assigneeIfKnown(draft, by: deadline)
        do {
            return try await create(fields.new(draft, key: key, assignee: assignee), by: deadline)
        } catch {
            // Jira has made nothing. A ticket that nobody has is better than none.
            guard assignee != nil, error.code == "http-400", error.detail.contains("assignee:") else { throw error }
            return try await create(fields.new(draft, key: key, assignee: nil), by: deadline)
        }
    }

    func update(_ externalID: String, to draft: TicketDraft) async throws(ProviderError) {
        try await jira.turns.run("\(name) \(externalID)") { () async throws(ProviderError) in
            let ticket = JiraTicket(jira: jira, id: externalID)
            let assignee = try await assignee(of: draft)
            try await ticket.say(fields.content(of: draft, assignee: assignee))
            try await ticket.link(draft.links)
            try await ticket.move(to: draft.status)
        }
    }

    func archive(_ externalID: String) async throws(ProviderError) {
        try await jira.turns.run("\(name) \(externalID)") { () async throws(ProviderError) in
            try await JiraTicket(jira: jira, id: externalID).move(to: "closed")
        }
    }

    private func create(
        _ fields: JSONObject, by deadline: ContinuousClock.Instant
    ) async throws(ProviderError) -> ExternalObject {
        let call = jira.call("ticket.create", "POST", "/issue", body: ["fields": .object(fields)])
        let (id, key) = try await jira.read(call, by: deadline) { reader in
            (try reader.string("id", length: 1...100), try reader.string("key", length: 1...300))
        }
        return object(id: id, key: key)
    }

    private func assignee(of draft: TicketDraft) async throws(ProviderError) -> String? {
        guard let email = draft.assignee else { return nil }
        return try await jira.assignee(email)
    }

    /// A ticket does not wait for the name of who has it: the next update gives it to them.
    private func assigneeIfKnown(_ draft: TicketDraft, by deadline: ContinuousClock.Instant) async -> String? {
        guard let email = draft.assignee else { return nil }
        // Half of the time is the ticket's.
        let half = ContinuousClock.now + ContinuousClock.now.duration(to: deadline) / 2
        return try? await jira.assignee(email, by: half)
    }

    /// Its id stays when it is moved to another project; people know it by its key.
    private func object(id: String, key: String) -> ExternalObject {
        ExternalObject(externalID: id, url: "\(jira.site)/browse/\(PercentCoding.encode(key))")
    }
}
