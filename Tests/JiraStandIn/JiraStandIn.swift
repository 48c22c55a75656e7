import JSON
public import LoopbackServers
import Synchronization

/// A Jira for tests, cloud or Data Center, that misbehaves when told to and remembers what it was asked and what of it no
/// Jira would take.
public final class JiraStandIn: Sendable {
    private final class Shared: Sendable {
        let state: Mutex<JiraState>

        init(_ state: JiraState) {
            self.state = Mutex(state)
        }
    }

    private let shared: Shared
    private let server: HTTPServer

    /// Listens at once, on any port of 127.0.0.1 that is free. Calls must come from `bot@example.org` with the token `right`,
    /// or at a Data Center with that as bearer token.
    public init(isCloud: Bool = true) throws {
        let shared = Shared(JiraState(isCloud: isCloud))
        self.shared = shared
        server = try HTTPServer { Self.answer($0, shared) }
    }

    /// Its address, without a slash at its end.
    public var url: String { server.url }
    /// Every ticket that was made, in the order of making.
    public var tickets: [JiraStandInTicket] { shared.state.withLock { $0.tickets } }
    /// The operations in the order in which they came.
    public var calls: [String] { shared.state.withLock { $0.calls } }
    /// What no Jira would take of them.
    public var invalid: [String] { shared.state.withLock { $0.invalid } }
    /// The whole of the requests, as they came.
    public var requests: [HTTPServer.Request] { server.requests }

    /// Lets things go wrong from now on, in their order.
    public func fail(_ faults: JiraFault...) {
        shared.state.withLock { $0.faults += faults }
    }

    /// Tickets follow this workflow from now on.
    public func set(workflow: JiraWorkflow) { shared.state.withLock { $0.workflow = workflow } }
    /// Calls must carry another token from now on.
    public func set(token: String) { shared.state.withLock { $0.token = token } }
    /// How long a ticket is not seen by searches.
    public func set(searchLag: Duration) { shared.state.withLock { $0.searchLag = searchLag } }
    /// How many tickets one page of a search shows.
    public func set(page: Int) { shared.state.withLock { $0.page = page } }
    /// People who are found and cannot have tickets, by mail address.
    public func set(unassignable: [String]) {
        shared.state.withLock { $0.unassignable = Set(unassignable.map { "id-of-\($0)" }) }
    }
    /// Takes a permission away from the account.
    public func deny(_ permission: String) { shared.state.withLock { _ = $0.permissions.remove(permission) } }
    /// Demands a field of new tickets.
    public func demand(_ field: String) { shared.state.withLock { $0.demandedField = field } }
    /// Does not tell from now on what the account may do.
    public func hidePermissions() { shared.state.withLock { $0.tellsPermissions = false } }
    /// Somebody moves a ticket by hand.
    public func move(_ index: Int, to status: String) { shared.state.withLock { $0.tickets[index].status = status } }

    private static func answer(_ request: HTTPServer.Request, _ shared: Shared) -> HTTPServer.Reply {
        shared.state.withLock { state in
            guard let call = JiraRequest(request, isCloud: state.isCloud) else {
                state.invalid.append("\(request.method) \(request.path): there is no such resource")
                return reply(JiraState.refusal(404, ["dead link"]))
            }
            state.calls.append(call.operation)
            guard state.isKnown(call.authorization) else {
                return reply(JiraState.refusal(401, ["Client must be authenticated to access this resource."]))
            }
            guard let fault = state.takeFault(for: call.operation) else { return reply(state.answer(call)) }
            switch fault.kind {
            case .status(let status, let headers, let body, let isAfterWork):
                if isAfterWork { _ = state.answer(call) }
                let type = body.hasPrefix("<") ? "text/html" : "application/json"
                return .answer("\(status) -", ["Content-Type: \(type)"] + headers, body: body)
            case .drop(let isAfterWork):
                if isAfterWork { _ = state.answer(call) }
                return .drop
            case .half:
                let body = JSONSerializer().string(state.answer(call).body ?? .null)
                let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)"
                return .raw("\(head)\r\n\r\n\(body.prefix(body.count / 2))")
            case .movedMeanwhile(let status):
                if let index = state.tickets.firstIndex(where: { $0.id == call.id }) {
                    state.tickets[index].status = status
                }
                return reply(state.answer(call))
            }
        }
    }

    private static func reply(_ answer: JiraState.Answer) -> HTTPServer.Reply {
        .answer(
            "\(answer.status) -", ["Content-Type: application/json"],
            body: answer.body.map { JSONSerializer().string($0) } ?? "")
    }
}
