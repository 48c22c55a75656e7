import Capabilities
import JSON

/// One call, as `openapi.yaml` describes it.
struct ProviderCall: Sendable {
    /// What is asked, for errors and logs: `ticket.create`.
    let operation: String
    let method: String
    /// Below the base address, with what varies already percent-encoded.
    let path: String
    var body: [UInt8]?
    var key: EffectKey?
    /// Whether "there is no such thing" is what was wanted.
    var isDoneWhenGone = false

    init(_ operation: String, _ method: String, _ path: String, body: JSON? = nil, key: EffectKey? = nil) {
        self.operation = operation
        self.method = method
        self.path = path
        self.body = body.map { JSONSerializer().bytes($0) }
        self.key = key
    }

    /// Whether the call changes anything at the other side.
    var isChange: Bool { method != "GET" }
}
