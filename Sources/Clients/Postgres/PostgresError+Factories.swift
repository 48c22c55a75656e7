extension PostgresError {
    /// The server's error, with the parts that may quote values kept out of the message.
    static func server(
        _ state: SQLState, message: String, detail: String? = nil, hint: String? = nil, constraint: String? = nil,
        schema: String? = nil, table: String? = nil, column: String? = nil
    ) -> PostgresError {
        // Data exceptions (class 22) quote the value in their message.
        let quotesValue = state.errorClass == "22"
        var error = PostgresError(.server, quotesValue ? "the server refused a value" : message, sqlState: state)
        error.detail = quotesValue ? [message, detail].compactMap { $0 }.joined(separator: "; ") : detail
        error.hint = hint
        error.constraint = constraint
        error.schema = schema
        error.table = table
        error.column = column
        return error
    }

    /// The connection broke. - Parameter reason: libpq's text.
    static func connectionLost(_ reason: String, isOutcomeUnknown: Bool = false) -> PostgresError {
        var error = PostgresError(.connectionLost, "the connection to the server was lost", detail: trimmed(reason))
        error.isOutcomeUnknown = isOutcomeUnknown
        return error
    }

    static let cancelled = PostgresError(.cancelled, "the statement was cancelled")

    static let closed = PostgresError(.closed, "the database client has been shut down")

    static let transactionEnded = PostgresError(.transactionEnded, "the transaction has already ended")

    /// Why connecting failed. - Parameter reason: libpq's text in its verbose form, which contains the SQLSTATE after
    /// the severity: `FATAL:  28P01: password authentication failed for user "muster"`.
    static func connecting(_ reason: String) -> PostgresError {
        let reason = trimmed(reason)
        if let state = sqlState(in: reason) {
            // The description says it once, at its end.
            let reason = reason.replacing(": \(state): ", with: ": ")
            switch state.errorClass {
            case "28": return PostgresError(.authenticationFailed, reason, sqlState: state)
            case "57": return PostgresError(.connectionRefused, reason, sqlState: state)
            default: return PostgresError(.server, reason, sqlState: state)
            }
        }
        let isAboutTLS = ["SSL", "certificate"].contains { reason.contains($0) }
        if isAboutTLS { return PostgresError(.tlsRefused, reason) }
        let isAboutPassword = ["password supplied", "authentication"].contains { reason.contains($0) }
        return PostgresError(isAboutPassword ? .authenticationFailed : .connectionRefused, reason)
    }

    private static func sqlState(in reason: String) -> SQLState? {
        for line in reason.split(separator: "\n") {
            for part in line.split(separator: ":").dropFirst() {
                let word = part.drop { $0 == " " }
                // Without a digit it is the severity: FATAL.
                let isCode =
                    word.utf8.count == 5 && word.contains(where: \.isNumber) && word.allSatisfy(isCodeCharacter)
                if isCode { return SQLState(String(word)) }
            }
        }
        return nil
    }

    private static func isCodeCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isNumber || character.isUppercase)
    }

    private static func trimmed(_ reason: String) -> String {
        // A verbose message ends with the place in the server's source.
        reason.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("LOCATION:") }.joined(separator: " ")
    }
}
