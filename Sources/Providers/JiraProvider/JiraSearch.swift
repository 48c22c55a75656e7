import Capabilities
import JSON
import VendorCalls

/// Finds tickets by their label.
///
/// The cloud's search is paged by tokens: a short page is not the last one, and it says no total. It ends when no token
/// comes, the page is empty, the token repeats itself, or the budget of pages is used up. Data Center is paged by numbers.
struct JiraSearch: Sendable {
    /// More pages are not read: a label is one ticket's.
    static let pages = 10

    let jira: JiraSystem

    /// The oldest ticket with the label; `nil` when a complete search found none.
    func ticket(labelled label: String) async throws(ProviderError) -> FoundTicket? {
        let jql = "labels = \"\(label)\""
        return switch jira.settings.deployment {
        case .cloud: try await byToken(jql, label)
        case .dataCenter: try await byNumber(jql, label)
        }
    }

    /// The call for one page of the cloud's search.
    static func page(_ jql: String, after token: String?, _ jira: JiraSystem) -> VendorCall {
        var body: JSONObject = ["jql": .string(jql), "fields": ["labels"], "maxResults": 50]
        if let token { body["nextPageToken"] = .string(token) }
        return jira.call("ticket.find", "POST", "/search/jql", body: .object(body)).reading
    }

    /// The call for one page of Data Center's search.
    static func page(_ jql: String, from start: Int, _ jira: JiraSystem) -> VendorCall {
        let body: JSON = ["jql": .string(jql), "fields": ["labels"], "startAt": .int(start), "maxResults": 50]
        return jira.call("ticket.find", "POST", "/search", body: body).reading
    }

    private func byToken(_ jql: String, _ label: String) async throws(ProviderError) -> FoundTicket? {
        var found: [FoundTicket] = []
        var token: String?
        for _ in 0..<Self.pages {
            let call = Self.page(jql, after: token, jira)
            let (tickets, next) = try await jira.read(call) { reader in
                (try FoundTicket.all(reader), try reader.optionalString("nextPageToken", length: 1...10_000))
            }
            found += tickets.filter { $0.has(label) }
            if tickets.isEmpty || next == nil || next == token { return found.min() }
            token = next
        }
        throw endless
    }

    private func byNumber(_ jql: String, _ label: String) async throws(ProviderError) -> FoundTicket? {
        var found: [FoundTicket] = []
        var start = 0
        for _ in 0..<Self.pages {
            let (tickets, total) = try await jira.read(Self.page(jql, from: start, jira)) { reader in
                (try FoundTicket.all(reader), try reader.int("total", in: 0...Int.max))
            }
            found += tickets.filter { $0.has(label) }
            start += tickets.count
            if tickets.isEmpty || start >= total { return found.min() }
        }
        throw endless
    }

    private var endless: ProviderError {
        ProviderError(
            provider: jira.client.provider, operation: "ticket.find", remedy: .retry, code: "endless-search",
            detail: "its search for one label has more than \(Self.pages) pages", mayHaveHappened: false,
            isOutage: false)
    }
}

/// A ticket that a search found; of several the oldest is the first.
struct FoundTicket: Sendable, Hashable, Comparable {
    var id: String
    var key: String
    var labels: [String]

    static func all(_ reader: JSONReader) throws -> [FoundTicket] {
        try reader.array("issues", max: 5000).map { issue in
            FoundTicket(
                id: try issue.string("id", length: 1...100), key: try issue.string("key", length: 1...300),
                labels: try issue.member("fields").optionalStrings("labels", max: 10_000, length: 0...1000))
        }
    }

    /// Labels do not differ by case.
    func has(_ label: String) -> Bool {
        labels.contains { $0.lowercased() == label.lowercased() }
    }

    static func < (left: FoundTicket, right: FoundTicket) -> Bool {
        (left.id.count, left.id) < (right.id.count, right.id)
    }
}
