import JSON

/// Names and values that a sender attaches to an alert.
enum Labels {
    /// Labels of an alert at most.
    static let maximum = 100

    /// Reads an object of strings; numbers and booleans become their text, and `null` is no label. Absent is empty.
    static func read(_ reader: JSONReader?) throws -> [String: String] {
        guard let reader else { return [:] }
        let members = try reader.members()
        guard members.count <= maximum else {
            throw reader.error(expected: "at most \(maximum) labels", found: "\(members.count)")
        }
        var labels: [String: String] = Dictionary(minimumCapacity: members.count)
        for (name, value) in members {
            let text: String? =
                switch value {
                case .string(let text): text
                case .number(let number): number.text
                case .bool(let bool): bool ? "true" : "false"
                case .null: nil
                default: throw try reader.member(name).error(expected: "a string")
                }
            labels[AlertText.line(name, max: 200)] = text.map { AlertText.text($0, max: 4096) }
        }
        return labels
    }

    /// The labels in words: `instance=db-1, job=node`.
    static func summary(_ labels: [String: String], without names: Set<String> = []) -> String {
        labels.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: ", ")
    }
}
