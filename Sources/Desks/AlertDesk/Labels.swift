import JSON

/// Names and values that a sender attaches to an alert.
enum Labels {
    /// Labels of an alert at most.
    static let maximum = 100

    /// Reads an object of strings; numbers and booleans become their text, what is deeper becomes labels named by the way to
    /// it, and `null` is no label. Absent is empty.
    static func read(_ reader: JSONReader?) throws -> [String: String] {
        guard let reader else { return [:] }
        let members = try reader.members()
        guard members.count <= maximum else {
            throw reader.error(expected: "at most \(maximum) labels", found: "\(members.count)")
        }
        var labels: [String: String] = Dictionary(minimumCapacity: members.count)
        for (name, value) in members {
            switch value {
            case .string(let text): labels[AlertText.line(name, max: 200)] = AlertText.text(text, max: 4096)
            case .number(let number): labels[AlertText.line(name, max: 200)] = number.text
            case .bool(let bool): labels[AlertText.line(name, max: 200)] = bool ? "true" : "false"
            case .null: continue
            case .array, .object:
                for (name, text) in flattened([name: value]) where labels.count < maximum { labels[name] = text }
            }
        }
        return labels
    }

    /// Labels of what a sender attaches in a form of its own: `{"disk": {"used": 91}}` is `disk.used` with `91`. What is
    /// beyond the bounds of labels is left out.
    static func flattened(_ value: JSON?) -> [String: String] {
        var labels: [String: String] = [:]
        for (name, text) in Details.lines(value) where labels.count < maximum {
            labels[AlertText.line(name, max: 200)] = AlertText.text(text, max: 4096)
        }
        return labels
    }

    /// The labels in words: `instance=db-1, job=node`.
    static func summary(_ labels: [String: String], without names: Set<String> = []) -> String {
        labels.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: ", ")
    }
}
