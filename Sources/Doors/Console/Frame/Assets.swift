import Digests
import Encodings
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// What pages load: the style sheet, the module and the icon. Their addresses change with what they are, so that browsers
/// keep them.
struct Assets: Sendable {
    /// One of them.
    struct Asset: Sendable {
        let path: String
        let type: String
        let bytes: [UInt8]
        /// The path with the beginning of the digest.
        let address: String

        init(_ path: String, _ type: String, _ bytes: [UInt8]) {
            self.path = path
            self.type = type
            self.bytes = bytes
            address = "\(path)?v=\(Hex.encode(sha256(bytes).prefix(8)))"
        }

        var endpoint: Endpoint {
            Endpoint(anyone: .get, path) { _ in
                Response(
                    status: .ok,
                    headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
                    body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
            }
        }
    }

    let style = Asset("/assets/console.css", "text/css; charset=utf-8", PackageResources.console_css)
    let script = Asset("/assets/console.js", "text/javascript; charset=utf-8", PackageResources.console_js)
    let icon = Asset("/assets/icon.svg", "image/svg+xml", PackageResources.icon_svg)

    var endpoints: [Endpoint] { [style, script, icon].map(\.endpoint) }
}
