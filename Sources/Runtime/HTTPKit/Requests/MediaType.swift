/// The type of a body by its Content-Type (RFC 9110, section 8.3), without parameters.
public struct MediaType: Sendable, Hashable {
    /// Type and subtype in lower case: `application/json`.
    public let essence: String

    /// `nil` when there is no header.
    public init?(_ header: String?) {
        guard let header, !header.isEmpty else { return nil }
        if header == "application/json" {
            essence = header
            return
        }
        let essence = header.prefix { $0 != ";" }
        self.essence = essence.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
