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

        /// The names of incidents in it.
        public var incidents: Set<String> {
            let places = [
                ("reported", "name"), ("active", "name"), ("overdue_tasks", "incident"),
                ("unanswered_pages", "incident"),
            ]
            return Set(
                places.flatMap { part, member in
                    (document[part]?["items"]?.arrayValue ?? []).compactMap { $0[member]?.stringValue }
                })
        }

        /// The text without the lines of some incidents.
        /// - Parameter names: of those that only some may see since it was written.
        public func body(without names: Set<String>) -> String {
            if names.isEmpty { return body }
            let lines = body.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
                !names.contains { line.hasPrefix("  \($0)  ") }
            }
            return lines.joined(separator: "\n") + "\nWhat was restricted since then is not named.\n"
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

    /// Those of some incidents that not everybody may see now, by their names.
    public static func restricted(among names: Set<String>, in database: some Querying) async throws -> Set<String> {
        let rows = try await database.query(
            Statement(
                "select name from core.incident where name = any($1) and visibility <> 'open'",
                [.textArray(names.sorted())]))
        return try Set(rows.map { try $0.decode("name", as: String.self) })
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
