public import Postgres

extension PostgresRow {
    /// The word of a text column as the case that it names.
    /// - Throws: `PostgresError` when the column is null or holds another word.
    public func enumeration<Word: RawRepresentable<String> & CaseIterable>(
        _ column: String, of type: Word.Type = Word.self
    ) throws(PostgresError) -> Word {
        let text = try decode(column, as: String.self)
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw PostgresError(
                .decoding, "column \"\(column)\": expected one of \(known), found \"\(text.prefix(100))\"")
        }
        return word
    }
}
