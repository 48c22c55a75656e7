import JSON

/// Status reports for people.
enum ReportText {
    static func one(_ report: JSON) -> String {
        Fields.text([
            ("at", report.text(of: "at")), ("author", report.text(of: "author")),
            ("audience", report.text(of: "audience")), ("conditions", report.text(of: "conditions")),
            ("actions", some(report.text(of: "actions"))), ("needs", some(report.text(of: "needs"))),
        ])
    }

    /// The newest first.
    static func list(_ page: JSON, of name: String) -> String {
        let reports = page["items"]?.arrayValue ?? []
        guard !reports.isEmpty else { return "Nobody has reported of \(name) yet." }
        return reports.map(one).joined(separator: "\n\n")
    }

    private static func some(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
