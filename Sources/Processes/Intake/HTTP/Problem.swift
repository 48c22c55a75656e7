import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore

/// An answer that says what went wrong (RFC 9457).
struct Problem: Error, Sendable {
    /// One of several faults of a request.
    struct Fault: Sendable, Hashable {
        /// The place in the body as a JSON Pointer (RFC 6901), or the name of a header or parameter.
        var place: String
        var detail: String
    }

    var status: HTTPResponse.Status
    /// What is wrong and what to do about it, in words for people.
    var detail: String
    var faults: [Fault] = []
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ detail: String, faults: [Fault] = [], headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        self.faults = faults
        self.headers = headers
    }

    /// The answer to somebody who should come again.
    static func retryLater(
        _ detail: String, after seconds: Int = 2, status: HTTPResponse.Status = .serviceUnavailable
    ) -> Problem {
        Problem(status, detail, headers: [.retryAfter: "\(seconds)"])
    }

    /// The body.
    var json: JSON {
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

    var response: Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.bytes())))
    }
}
