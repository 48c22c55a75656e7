/// What an `Accept` header (RFC 9110, section 12.5.1) says of a table beside JSON.
struct AcceptedTable: Sendable, Hashable {
    /// Whether a table is rather wanted. Who says nothing, or wants both alike, gets JSON.
    let isPreferred: Bool

    init(_ header: String) {
        var qualities: [String: Double] = [:]
        for range in header.lowercased().split(separator: ",").prefix(50) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let name = parts.first else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            qualities[name] = max(qualities[name] ?? 0, quality)
        }
        let json = ["application/json", "application/*", "*/*"].compactMap { qualities[$0] }.first ?? 0
        let table = qualities["text/csv"] ?? qualities["text/*"] ?? 0
        isPreferred = table > json
    }
}
