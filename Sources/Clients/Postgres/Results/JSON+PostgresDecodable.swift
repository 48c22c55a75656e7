public import JSON

extension JSON: PostgresDecodable, PostgresArrayElement {
    /// The limits for JSON from the database: a column may hold more than a message may.
    private static let limits = JSONLimits(bytes: 64 << 20)

    /// Reads `json` or `jsonb`.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        guard cell.type == .jsonb || cell.type == .json else { throw cell.mismatch("jsonb") }
        let bytes = try [UInt8](bytea: cell)
        do throws(JSONError) {
            self = try JSON.parse(bytes, limits: Self.limits)
        } catch {
            throw PostgresDecodingFailure("the JSON is beyond a limit: \(error)")
        }
    }
}
