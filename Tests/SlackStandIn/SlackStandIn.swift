import JSON
public import LoopbackServers
import Synchronization

/// A Slack for tests that misbehaves when told to and remembers what it was asked and what of it no Slack would take.
public final class SlackStandIn: Sendable {
    private final class Shared: Sendable {
        let state = Mutex(SlackState())
    }

    private let shared: Shared
    private let server: HTTPServer

    /// Listens at once, on any port of 127.0.0.1 that is free. Calls must carry the token `xoxb-right`.
    public init() throws {
        let shared = Shared()
        self.shared = shared
        server = try HTTPServer { Self.answer($0, shared) }
    }

    /// Its address, without a slash at its end.
    public var url: String { server.url }
    /// Every channel that was made, in the order of making.
    public var channels: [SlackStandInChannel] { shared.state.withLock { $0.channels } }
    /// The methods in the order in which they were called.
    public var calls: [String] { shared.state.withLock { $0.calls } }
    /// What no Slack would take of them.
    public var invalid: [String] { shared.state.withLock { $0.invalid } }
    /// The whole of the requests, as they came.
    public var requests: [HTTPServer.Request] { server.requests }

    /// The id of whoever has a mail address.
    public static func id(of email: String) -> String { SlackState.id(of: email) }

    /// Lets things go wrong from now on, in their order.
    public func fail(_ faults: SlackFault...) {
        shared.state.withLock { $0.faults += faults }
    }

    /// Calls must carry another token from now on; `xoxp-…` is a person's.
    public func set(token: String) { shared.state.withLock { $0.token = token } }
    /// How much one page of a list shows.
    public func set(page: Int) { shared.state.withLock { $0.page = page } }
    /// Guests whom nobody may invite, by mail address.
    public func set(guests: Set<String>) { shared.state.withLock { $0.guests = guests } }
    /// Takes a scope away from the token.
    public func deny(_ scope: String) { shared.state.withLock { $0.scopes.removeAll { $0 == scope } } }

    /// Somebody makes a channel by hand.
    public func make(_ name: String, isPrivate: Bool = false, isArchived: Bool = false, by creator: String = "U0ANN") {
        shared.state.withLock { state in
            state.counter += 1
            var channel = SlackStandInChannel(
                id: "C0000000\(state.counter)", name: name, isPrivate: isPrivate, creator: creator, members: [creator])
            channel.isArchived = isArchived
            state.channels.append(channel)
        }
    }

    /// Somebody changes a channel by hand.
    public func change(_ name: String, _ body: @Sendable (inout SlackStandInChannel) -> Void) {
        shared.state.withLock { state in
            for index in state.channels.indices where state.channels[index].name == name {
                body(&state.channels[index])
            }
        }
    }

    private static func answer(_ request: HTTPServer.Request, _ shared: Shared) -> HTTPServer.Reply {
        shared.state.withLock { state in
            guard let call = SlackRequest(request) else {
                state.invalid.append("\(request.method) \(request.path): there is no such method")
                return reply(SlackState.refusal("unknown_method"), state)
            }
            state.calls.append(call.method)
            guard call.token == state.token else { return reply(SlackState.refusal("invalid_auth"), state) }
            guard let fault = state.takeFault(for: call.method) else { return reply(state.answer(call), state) }
            switch fault.kind {
            case .status(let status, let headers, let body, let isAfterWork):
                if isAfterWork { _ = state.answer(call) }
                let type = body.hasPrefix("<") ? "text/html" : "application/json"
                return .answer("\(status) -", ["Content-Type: \(type)"] + headers, body: body)
            case .refuse(let word, let isAfterWork):
                if isAfterWork { _ = state.answer(call) }
                return reply(SlackState.refusal(word), state)
            case .drop(let isAfterWork):
                if isAfterWork { _ = state.answer(call) }
                return .drop
            case .half:
                let body = JSONSerializer().string(state.answer(call))
                let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)"
                return .raw("\(head)\r\n\r\n\(body.prefix(body.count / 2))")
            }
        }
    }

    private static func reply(_ body: JSON, _ state: SlackState) -> HTTPServer.Reply {
        .answer(
            "200 OK",
            ["Content-Type: application/json", "X-OAuth-Scopes: \(state.scopes.joined(separator: ","))"],
            body: JSONSerializer().string(body))
    }
}
