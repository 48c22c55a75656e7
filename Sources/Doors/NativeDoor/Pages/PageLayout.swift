import Digests
import Encodings
import FoundationEssentials
import HTTPTypes
import Hummingbird
import JSON
import NIOCore

/// What all pages share: a frame, one style sheet and no scripts.
struct PageLayout: Sendable {
    var title: String
    /// The kind of thing that the page shows.
    var kind: String
    var body: HTML

    var response: Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: Self.policy,
                .cacheControl: "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(string: html.text)))
    }

    var html: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) · Muster</title><style>\(Self.style)</style></head>
        <body><header><span class="mark">Muster</span><span class="kind">\(kind)</span></header>
        <main><h1>\(title)</h1>\(body)</main></body></html>

        """
    }

    /// The one style sheet is allowed by its digest (CSP level 3, section 8.3), and nothing else.
    static let policy =
        "default-src 'none'; style-src 'sha256-\(Base64.standard.encode(sha256(style.text)))'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'"

    /// An instant as people read it, in UTC.
    static func time(_ date: Date) -> HTML {
        let text = RFC3339.string(from: date)
        return "<time datetime=\"\(text)\">\(text.prefix(10) + " " + text.dropFirst(11).prefix(8)) UTC</time>"
    }
}

extension HTML.Interpolation {
    mutating func appendInterpolation(_ value: Substring) {
        appendInterpolation(String(value))
    }
}
