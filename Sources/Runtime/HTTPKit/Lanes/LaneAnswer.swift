public import HTTPTypes

/// An answer of JSON.
public struct LaneAnswer: Sendable {
    /// Its status.
    public let status: HTTPResponse.Status
    /// Its body.
    public let body: [UInt8]

    /// - Parameters:
    ///   - status: a status of HTTP.
    ///   - body: the bytes of the JSON.
    public init(status: Int, body: [UInt8]) {
        self.status = .init(code: status)
        self.body = body
    }
}
