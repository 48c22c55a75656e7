import Encodings
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Finds the API key in a request: as bearer token (RFC 6750, section 2.1), as password of Basic authentication (RFC
/// 7617), or as Opsgenie's senders do. Never in the address, which ends up in logs.
enum Credentials {
    private static let tellingNames: Set<String> = [
        "key", "api_key", "apikey", "api-key", "token", "access_token", "auth", "authorization", "password", "secret",
        "routing_key",
    ]

    /// - Throws: ``Problem`` 400 when the query looks as if it held a key.
    static func refuseKeysInQuery(_ request: Request) throws {
        guard request.uri.query != nil else { return }
        for (name, value) in request.uri.queryParameters
        where tellingNames.contains(name.lowercased()) || value.hasPrefix("mus_") {
            throw Problem(
                .badRequest,
                "keys are not accepted in the address, where they end up in logs: send the key as `Authorization: Bearer` "
                    + "and rotate the one that was sent")
        }
    }

    /// The text that should be a key; `nil` when there is none.
    static func text(in headers: HTTPFields) -> String? {
        headers[.authorization].flatMap(text(inAuthorization:))
    }

    static func text(inAuthorization header: String) -> String? {
        guard let space = header.firstIndex(of: " ") else { return nil }
        let credentials = header[header.index(after: space)...].drop { $0 == " " }
        switch header[..<space].lowercased() {
        case "bearer", "geniekey": return String(credentials)
        case "basic":
            guard let bytes = Base64.standard.decode(credentials),
                let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
            else { return nil }
            return String(decoding: bytes[(colon + 1)...], as: UTF8.self)
        default: return nil
        }
    }
}
