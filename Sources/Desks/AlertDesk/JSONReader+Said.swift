import JSON

extension JSONReader {
    /// A text that a sender may leave out; `nil` also for one with nothing in it, which senders write for what they do not
    /// know.
    func said(_ key: String) throws(JSONDecodingError) -> String? {
        AlertText.said(try optionalString(key, length: 0...AlertBody.sizeLimit))
    }

    /// A word that a sender may leave out, in capitals or not.
    func saidWord<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Word.Type
    ) throws(JSONDecodingError) -> Word? {
        guard let word = try said(key) else { return nil }
        if let known = Word(rawValue: AlertText.line(word, max: 100).lowercased()) { return known }
        return try enumeration(key, of: type)
    }
}
