import HTTPTypes
import HummingbirdCore
import RequestSignatures

/// Who says that a request is signed with their key, before that is checked.
struct Signer: Sendable {
    let owner: Principal
    let secret: String
}

extension SignableRequest {
    /// A request as it came.
    init(_ request: Request, body: [UInt8]) {
        var headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
        if let host = request.head.authority { headers.append((name: "host", value: host)) }
        self.init(
            method: request.method.rawValue, path: request.uri.path, query: request.uri.query, headers: headers,
            body: body)
    }
}
