import JSON

/// A link of an event, as version 2 has it in `links` and version 1 in `contexts`.
struct PagerDutyLink {
    let href: String
    /// With its text before it.
    let line: String

    /// The links of an event, without those that are none.
    static func all(_ value: JSON?) -> [PagerDutyLink] {
        (value?.arrayValue ?? []).compactMap { link in
            guard let href = link["href"]?.said else { return nil }
            return PagerDutyLink(href: href, line: link["text"]?.said.map { "\($0): \(href)" } ?? href)
        }
    }
}
