import JSON

/// Members of an object for people, aligned: `title     Checkout answers slowly`. A value of several lines goes on below
/// itself, as does one that is wider than the terminal.
enum Fields {
    /// - Parameter columns: those of the terminal; `nil` for as many as there must be.
    static func text(_ fields: [(String, String?)], columns: Int? = Output.columns) -> String {
        let shown = fields.compactMap { name, value in value.map { (name, $0) } }
        let widest = shown.map { Plain.width($0.0) }.max() ?? 0
        let width = widest == 0 ? 0 : widest + 2
        return shown.map { name, value in
            let lines = value.split(whereSeparator: \.isNewline).map { Plain.line(String($0)) }.flatMap { line in
                columns.map { Plain.wrapped(line, to: max(20, $0 - width)) } ?? [line]
            }
            return Plain.padded(name, to: width)
                + lines.joined(separator: "\n" + String(repeating: " ", count: width))
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
