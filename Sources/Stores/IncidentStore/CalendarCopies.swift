public import Organisation
public import Postgres

/// The rows of `core.calendar_copy`.
public enum CalendarCopies {
    /// What a source said of a version, to ask whether there is a newer one.
    public struct Claim: Sendable, Hashable {
        /// ``Organisation/CalendarCopy/reference``.
        public var reference: String
        /// `ETag` of the last version that was kept.
        public var etag: String?
        /// `Last-Modified` of it.
        public var lastModified: String?
        /// How many looks in a row brought nothing.
        public var failures: Int
    }

    /// A version that was fetched and can be read.
    public struct Version: Sendable, Hashable {
        let text: String
        let digest: String
        let etag: String?
        let lastModified: String?

        /// - Parameters:
        ///   - text: the calendar.
        ///   - digest: another value for another text.
        ///   - etag: `ETag` of the answer.
        ///   - lastModified: `Last-Modified` of the answer.
        public init(text: String, digest: String, etag: String?, lastModified: String?) {
            self.text = text
            self.digest = digest
            self.etag = etag
            self.lastModified = lastModified
        }
    }

    /// The copies of these references.
    /// - Parameter digests: by reference, which texts are known: they are not read again.
    public static func read(
        _ references: [String], unless digests: [String: String] = [:], in database: some Querying
    ) async throws -> [String: CalendarCopy] {
        guard !references.isEmpty else { return [:] }
        let known = references.map { digests[$0] ?? "" }
        let rows = try await database.query(
            Statement(
                """
                select c.reference, c.digest, c.read_at, c.checked_at, c.problem,
                       case when c.digest is distinct from k.digest then c.body end as body
                  from unnest($1::text[], $2::text[]) as k (reference, digest)
                  join core.calendar_copy c using (reference)
                """, [.textArray(references), .textArray(known)]))
        var copies: [String: CalendarCopy] = [:]
        for row in rows {
            let copy = CalendarCopy(
                reference: try row.decode("reference"), text: try row.decode("body"), digest: try row.decode("digest"),
                readAt: try row.decode("read_at"), checkedAt: try row.decode("checked_at"),
                problem: try row.decode("problem"))
            copies[copy.reference] = copy
        }
        return copies
    }

    /// Takes those of these references that are due, so that nobody else looks for them within two minutes.
    public static func claim(_ references: [String], in database: some Querying) async throws -> [Claim] {
        guard !references.isEmpty else { return [] }
        return try await database.query(
            Statement(
                """
                insert into core.calendar_copy as c (reference, next_at)
                select r, now() + interval '2 minutes' from unnest($1::text[]) as r
                on conflict (reference) do update set next_at = now() + interval '2 minutes' where c.next_at <= now()
                returning reference, etag, last_modified, failures
                """, [.textArray(references)])
        ).map { row in
            Claim(
                reference: try row.decode("reference"), etag: try row.decode("etag"),
                lastModified: try row.decode("last_modified"), failures: try row.decode("failures"))
        }
    }

    /// Keeps a version; `nil` for the one that there is, which still is the newest.
    /// - Parameter seconds: after which it is looked for again.
    public static func keep(_ version: Version?, of reference: String, again seconds: Int) -> Statement {
        Statement(
            """
            update core.calendar_copy
               set body = coalesce($2, body), digest = coalesce($3, digest),
                   etag = case when $2::text is null then etag else $4 end,
                   last_modified = case when $2::text is null then last_modified else $5 end,
                   read_at = now(), checked_at = now(), next_at = now() + make_interval(secs => $6),
                   failures = 0, problem = null
             where reference = $1
            """,
            [
                .text(reference), .init(version?.text), .init(version?.digest), .init(version?.etag),
                .init(version?.lastModified), .double(Double(seconds)),
            ])
    }

    /// Says why a look brought nothing; what there is stays.
    /// - Parameter seconds: after which it is looked for again.
    public static func fail(_ reference: String, because problem: String, again seconds: Int) -> Statement {
        Statement(
            """
            update core.calendar_copy
               set checked_at = now(), next_at = now() + make_interval(secs => $3), failures = failures + 1, problem = $2
             where reference = $1
            """, [.text(reference), .text(problem), .double(Double(seconds))])
    }

    /// Lets copies go that no configuration has named for 30 days.
    public static func forget(unless references: [String]) -> Statement {
        Statement(
            """
            delete from core.calendar_copy
             where not reference = any($1) and coalesce(checked_at, next_at) < now() - interval '30 days'
            """, [.textArray(references)])
    }
}
