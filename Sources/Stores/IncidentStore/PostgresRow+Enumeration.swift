public import Postgres

extension PostgresRow {
    /// The word of a text column as the case that it names.
    /// - Throws: `PostgresError` when the column is null or holds another word.
    public func enumeration<Word: RawRepresentable<String>>(
        _ column: String, of type: Word.Type = Word.self
    ) throws(PostgresError) -> Word {
        guard let word = try Word(rawValue: decode(column, as: String.self)) else {
            throw PostgresError(.decoding, "column \"\(column)\": the value is none of \(Word.self)")
        }
        return word
    }
}
