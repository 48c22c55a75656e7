import JSON

/// The answers of another system's API, as somebody saved them: one JSON document, an array of them, or one a line.
struct ImportedAnswers {
    let documents: [JSON]

    private static let limits = JSONLimits(bytes: 64 << 20, values: 4_000_000)

    init(_ text: String) throws(ImportError) {
        if let whole = try? JSON.parse(text, limits: Self.limits) {
            documents = whole.arrayValue ?? [whole]
            return
        }
        var documents: [JSON] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy(\.isWhitespace) { continue }
            do {
                documents.append(try JSON.parse(String(line), limits: Self.limits))
            } catch {
                throw ImportError(
                    "line \(index + 1) is no JSON (\(error)); save the answers as one document, or one a line")
            }
        }
        self.documents = documents
    }

    /// The objects under a key of any answer: a list, or the one that `singular` names.
    func all(_ key: String, or singular: String) -> [JSON] {
        documents.flatMap { ($0[key]?.arrayValue ?? []) + ($0[singular].map { [$0] } ?? []) }
    }
}
