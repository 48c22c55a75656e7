import Encodings
import HTTPTypes
public import HummingbirdCore

/// Whether a form came from a page of this origin.
///
/// With `Referrer-Policy: no-referrer` browsers send `Origin: null` with a form of the same origin too (Fetch Standard,
/// "append a request Origin header"), so that what they say in `Sec-Fetch-Site` decides where they say it.
public enum RequestOrigin {
    /// Whether the request was sent by a page of this origin, or by no page at all.
    public static func isOwn(_ request: Request) -> Bool {
        isOwn(
            fetchSite: request.headers[.secFetchSite], origin: request.headers[.origin],
            host: request.head.authority ?? request.headers[.host])
    }

    static func isOwn(fetchSite: String?, origin: String?, host: String?) -> Bool {
        if let fetchSite { return fetchSite == "same-origin" || fetchSite == "none" }
        guard let origin else { return true }
        guard let host, let scheme = origin.firstRange(of: "://") else { return false }
        return origin[scheme.upperBound...].lowercased() == host.lowercased()
    }
}

extension HTTPField.Name {
    /// W3C Fetch Metadata Request Headers.
    static let secFetchSite = HTTPField.Name.constant("Sec-Fetch-Site")
    /// RFC 9110, section 7.2; HTTP/1.1 requests have it as their authority.
    static let host = HTTPField.Name.constant("Host")
}
