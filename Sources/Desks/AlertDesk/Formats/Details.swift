import JSON

/// What a sender attaches in a form of its own, at any depth.
enum Details {
    /// As lines for people: `disk.used: 91`. A text stands for itself.
    static func text(_ value: JSON?) -> String {
        if let text = value?.said { return text }
        return lines(value).map { "\($0.name): \($0.text)" }.joined(separator: "\n")
    }

    /// Each value with the way to it: `disk.used` and `91`.
    static func lines(_ value: JSON?) -> [(name: String, text: String)] {
        var lines: [(String, String)] = []
        guard let value else { return lines }
        collect(value, under: "", into: &lines)
        return lines
    }

    private static func collect(_ value: JSON, under name: String, into lines: inout [(String, String)]) {
        guard lines.count < 1000 else { return }
        func named(_ part: String) -> String { name.isEmpty ? part : "\(name).\(part)" }
        switch value {
        case .object(let object):
            for (key, member) in object { collect(member, under: named(key), into: &lines) }
        case .array(let elements):
            let texts = elements.compactMap(\.said)
            if texts.count == elements.count {
                if !texts.isEmpty, !name.isEmpty { lines.append((name, texts.joined(separator: ", "))) }
            } else {
                for (index, element) in elements.enumerated() {
                    collect(element, under: named("\(index)"), into: &lines)
                }
            }
        default:
            if let text = value.said, !name.isEmpty { lines.append((name, text)) }
        }
    }
}

extension [String: String] {
    /// These labels and, where they say nothing, those.
    func over(_ other: [String: String]) -> [String: String] { merging(other) { own, _ in own } }

    /// Labels from what a sender may say or not.
    init(said members: [(String, JSON?)]) {
        self.init(
            members.compactMap { name, value in value?.said.map { (name, AlertText.text($0, max: 4096)) } },
            uniquingKeysWith: { first, _ in first })
    }
}
