/// A request in a lane, whose caller was let in.
public struct LaneRequest: Sendable {
    /// Who sends it.
    public let principal: Principal
    /// The trace that it belongs to, by its `traceparent` header, if it has a valid one.
    public let trace: String?
    /// The whole body.
    public let body: [UInt8]
}
