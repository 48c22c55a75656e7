/// Where somebody goes on after they signed in: a page of Muster, whatever the address asks for.
public struct ReturnPath: Sendable, Hashable, CustomStringConvertible {
    /// Where those go on who wanted nowhere else.
    public static let start = ReturnPath(known: "/incidents")

    /// The path, with its query: `/incidents/INC-17`.
    public let description: String

    /// A path as somebody sends it. What could lead to another host, or to no page, becomes ``start``: browsers take `//`,
    /// `/\` and what has a control character between them for a host (URL Standard, section 4.4).
    public init(_ text: String?) {
        guard let text, text.utf8.count <= 500, text.utf8.first == UInt8(ascii: "/"),
            text.utf8.dropFirst().first != UInt8(ascii: "/"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            !Self.isSignIn(text)
        else {
            self = .start
            return
        }
        description = text
    }

    private init(known path: String) {
        description = path
    }

    /// Nobody goes round in circles.
    private static func isSignIn(_ path: String) -> Bool {
        let page = path.prefix { $0 != "?" && $0 != "#" }.lowercased()
        return page == "/" || page == "/sign-in" || page == "/sign-out" || page.utf8.starts(with: "/sign-in/".utf8)
    }
}
