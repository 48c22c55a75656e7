public import Forecast
public import FoundationEssentials
public import JSON
import Nights
import NightStore
public import Organisation
public import Postgres

/// What a night would age out, counted without touching it.
public struct RetentionPlan: Sendable, JSONEncodable {
    /// What a schema has of a kind.
    public struct Line: Sendable, Hashable, JSONEncodable {
        /// Whose rows they are.
        public var schema: String
        /// What they are.
        public var kind: RetentionKind
        /// How long it is kept.
        public var keep: Duration
        /// What ended before this goes.
        public var before: Date
        /// How many rows that are; of claims, partitions count as one.
        public var rows: Int

        /// A line.
        public init(schema: String, kind: RetentionKind, keep: Duration, before: Date, rows: Int) {
            self.schema = schema
            self.kind = kind
            self.keep = keep
            self.before = before
            self.rows = rows
        }

        /// `schema`, `kind`, `keep_seconds`, `before` and `rows`.
        public var json: JSON {
            [
                "schema": .string(schema), "kind": .string(kind.rawValue),
                "keep_seconds": .int(Int(keep.components.seconds)), "before": before.json, "rows": .int(rows),
            ]
        }
    }

    /// By kind, then by schema.
    public var lines: [Line]
    /// The incidents of which everything is kept, by name.
    public var held: [String]

    /// What was counted.
    public init(lines: [Line], held: [String]) {
        self.lines = lines
        self.held = held
    }

    /// Counts it, as the night after a day would.
    public static func load(
        on day: Day, settings: NightSettings, from database: some Querying
    ) async throws -> RetentionPlan {
        var lines: [Line] = []
        let schemas = try await RetentionRows.schemas(in: database)
        for kind in RetentionKind.allCases {
            guard let keep = settings.organisation.nightly.retention.time(of: kind),
                let moment = moment(kind, day, settings)
            else { continue }
            for schema in schemas {
                guard let rows = try await RetentionRows.count(kind, of: schema, before: moment, in: database) else {
                    continue
                }
                lines.append(Line(schema: schema, kind: kind, keep: keep, before: moment, rows: rows))
            }
        }
        return RetentionPlan(lines: lines, held: try await RetentionRows.held(in: database))
    }

    /// What ended before this is kept no longer, at the end of a day; `nil` for what is kept for ever.
    static func moment(_ kind: RetentionKind, _ day: Day, _ settings: NightSettings) -> Date? {
        settings.organisation.nightly.retention.time(of: kind).map { keep in
            settings.calendar.end(of: day).addingTimeInterval(-Double(keep.components.seconds))
        }
    }

    /// `items`, `next_cursor` (always null) and `held` (names of incidents).
    public var json: JSON {
        ["items": lines.json, "next_cursor": .null, "held": .array(held.map(JSON.string))]
    }
}
