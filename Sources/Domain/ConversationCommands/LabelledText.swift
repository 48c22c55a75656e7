/// A text in parts: a line that begins with one of the labels and a colon begins a part.
struct LabelledText: Sendable, Hashable {
    private var parts: [String: String] = [:]

    /// - Parameter labels: in lower case; they are read in any case.
    init(_ text: String, labels: [String]) {
        var label = ""
        var lines: [String: [String]] = [:]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let plain = line.trimmed
            let colon = plain.firstIndex(of: ":")
            let word = colon.map { plain[..<$0].lowercased() }
            if let colon, let word, labels.contains(word) {
                label = word
                lines[label, default: []].append(String(plain[plain.index(after: colon)...]))
            } else {
                lines[label, default: []].append(String(line))
            }
        }
        parts = lines.mapValues { $0.joined(separator: "\n").trimmed }
    }

    /// The part of a label, without white space at its ends; that before the first label for the empty one.
    subscript(label: String) -> String { parts[label] ?? "" }
}
