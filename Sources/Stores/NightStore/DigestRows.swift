public import Forecast
public import JSON
public import Nights
public import Postgres

/// The rows of `nightly.digest`: what each day was, as people are told.
public enum DigestRows {
    /// What was written of a day.
    public struct Written: Sendable, Hashable {
        /// ``Digest``, as JSON.
        public var document: JSON
        /// Its line.
        public var subject: String
        /// Its text.
        public var body: String

        /// What is written of a digest.
        public init(_ digest: Digest) {
            self.init(document: digest.json, subject: digest.subject, body: digest.text)
        }

        init(document: JSON, subject: String, body: String) {
            self.document = document
            self.subject = subject
            self.body = body
        }
    }

    /// Writes a digest, in the place of what was there of its day.
    public static func keep(_ digest: Digest) -> Statement {
        Statement(
            """
            insert into nightly.digest (day, document, subject, body)
            values (date '1970-01-01' + $1::int4, $2, $3, $4)
            on conflict (day) do update
                set document = excluded.document, subject = excluded.subject, body = excluded.body
            """,
            [
                .int4(Int32(digest.day.number)), .jsonText(digest.json.text()), .text(digest.subject),
                .text(digest.text),
            ])
    }

    /// What was written of a day; `nil` when its night has not come that far.
    public static func written(of day: Day, in database: some Querying) async throws -> Written? {
        let row = try await database.query(
            Statement(
                """
                select document::text as document, subject, body from nightly.digest
                where day = date '1970-01-01' + $1::int4
                """, [.int4(Int32(day.number))])
        ).first
        return try row.map {
            Written(
                document: try JSON.parse($0.decode("document", as: String.self)), subject: try $0.decode("subject"),
                body: try $0.decode("body"))
        }
    }
}
