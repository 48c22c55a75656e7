public import HTTPTypes
import Hummingbird
public import HummingbirdCore
public import JSON
import NIOCore

extension Response {
    /// An answer of JSON text.
    public static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response
    {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// An answer of JSON.
    public static func json(
        _ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        .json(json.bytes(), status: status, headers: headers)
    }
}
