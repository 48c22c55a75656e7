import JSON

/// Members of an object for people, aligned: `title     Checkout answers slowly`.
enum Fields {
    static func text(_ fields: [(String, String?)]) -> String {
        let shown = fields.compactMap { name, value in value.map { (name, $0) } }
        let width = shown.map(\.0.count).max() ?? 0
        return shown.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + Listing.line(value)
        }.joined(separator: "\n")
    }
}

extension JSON {
    /// A scalar member as people read it; `nil` when it is absent or null.
    func text(of key: String) -> String? {
        switch self[key] {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let flag): flag ? "yes" : "no"
        default: nil
        }
    }
}
