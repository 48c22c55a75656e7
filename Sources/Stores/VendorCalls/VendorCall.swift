public import Capabilities
import Encodings
public import JSON

/// One call of a vendor's interface.
public struct VendorCall: Sendable {
    /// What is asked, for errors, logs and budgets: `ticket.create`.
    public let operation: String
    /// The method in upper case.
    public let method: String
    /// Below the base address, with what varies already percent-encoded.
    public private(set) var path: String
    /// JSON; `nil` for none.
    public var body: [UInt8]?
    /// What a vendor that knows idempotency keys is given (`Idempotency-Key`).
    public var key: EffectKey?
    /// Whether "there is no such thing" is what was wanted.
    public var isDoneWhenGone = false
    /// Whether the call changes anything at the other side. By default everything but `GET` does.
    public var isChange: Bool

    /// A call of this path below the base address.
    public init(_ operation: String, _ method: String, _ path: String, body: JSON? = nil, key: EffectKey? = nil) {
        self.operation = operation
        self.method = method
        self.path = path
        self.body = body.map { JSONSerializer().bytes($0) }
        self.key = key
        isChange = method != "GET"
    }

    /// The same call with a query, whose values are encoded here.
    public func with(query: [(name: String, value: String)]) -> VendorCall {
        var call = self
        let pairs = query.map { "\($0.name)=\(PercentCoding.encode($0.value))" }
        if !pairs.isEmpty { call.path += "?\(pairs.joined(separator: "&"))" }
        return call
    }

    /// The same call, which only reads although its method is one of changes: a search with a body.
    public var reading: VendorCall {
        var call = self
        call.isChange = false
        return call
    }
}
