import FoundationEssentials
public import HTTPTypes
import Hummingbird
public import HummingbirdCore
public import JSON
import NIOCore

/// An answer that says what went wrong (RFC 9457).
public struct Problem: Error, Sendable {
    /// One of several faults of a request.
    public struct Fault: Sendable, Hashable {
        /// The place in the body as a JSON Pointer (RFC 6901), or the name of a header or parameter.
        public var place: String
        /// What is wrong there.
        public var detail: String

        /// A fault at a place.
        public init(place: String, detail: String) {
            self.place = place
            self.detail = detail
        }
    }

    /// The status of the answer.
    public var status: HTTPResponse.Status
    /// What is wrong and what to do about it, in words for people.
    public var detail: String
    /// The places of the request that are to blame; none when the whole is.
    public var faults: [Fault] = []
    /// What the answer has besides its content type.
    public var headers: HTTPFields = [:]

    /// - Parameters:
    ///   - status: the status of the answer.
    ///   - detail: what is wrong and what to do about it, in words for people.
    ///   - faults: the places of the request that are to blame.
    ///   - headers: what the answer has besides its content type.
    public init(_ status: HTTPResponse.Status, _ detail: String, faults: [Fault] = [], headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        self.faults = faults
        self.headers = headers
    }

    /// The answer to somebody who should come again.
    /// - Parameter seconds: after which they may (RFC 9110, section 10.2.3).
    public static func retryLater(
        _ detail: String, after seconds: Int = 2, status: HTTPResponse.Status = .serviceUnavailable
    ) -> Problem {
        Problem(status, detail, headers: [.retryAfter: "\(seconds)"])
    }

    /// The body.
    public var json: JSON {
        var object: JSONObject = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": .int(status.code),
            "detail": .string(detail),
        ]
        if !faults.isEmpty {
            object["errors"] = .array(
                faults.map { ["pointer": .string($0.place), "detail": .string($0.detail)] })
        }
        return .object(object)
    }

    static let contentType = "application/problem+json"

    /// The whole answer.
    public var response: Response {
        var headers = headers
        headers[.contentType] = Self.contentType
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.bytes())))
    }
}
