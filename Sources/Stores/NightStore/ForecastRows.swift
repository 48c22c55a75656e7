public import Forecast
public import Incident
public import JSON
public import Postgres

/// The rows of `nightly.forecast`, and the counts that they are made of.
public enum ForecastRows {
    /// What is forecast.
    public struct Subject: Sendable, Hashable {
        /// A type of incidents; `nil` for all of them together.
        public var type: String?
        /// How long the periods are.
        public var frequency: Frequency
        /// Whether restricted incidents are counted.
        public var isForAll: Bool

        /// Something to forecast.
        public init(type: String?, _ frequency: Frequency, isForAll: Bool) {
            self.type = type
            self.frequency = frequency
            self.isForAll = isForAll
        }

        var binds: [PostgresValue] {
            [
                .text(type == nil ? "" : "type"), .text(type ?? ""), .text(frequency.rawValue),
                .text(isForAll ? "all" : "open"),
            ]
        }
    }

    /// How many incidents of a type there were on a day, open ones or restricted ones; of all types where there is none.
    public struct DayCount: Sendable {
        /// Which type; `nil` for all of them together.
        public var type: String?
        /// When.
        public var day: Day
        /// Whether they are those that only some may see.
        public var isRestricted: Bool
        /// How many.
        public var count: Int
    }

    /// How many incidents there were on each day up to one, the oldest day first. Days without any are left out.
    public static func counts(through day: Day, in database: some Querying) async throws -> [DayCount] {
        let rows = try await database.query(
            Statement(
                """
                select day - date '1970-01-01' as day, dimension, value, restricted, count from nightly.tally
                where name = 'incidents' and dimension in ('', 'type') and day <= date '1970-01-01' + $1::int4
                order by day
                """, [.int4(Int32(day.number))]))
        return try rows.map { row in
            let isAll = try row.decode("dimension", as: String.self).isEmpty
            let number: Int32 = try row.decode("day")
            return DayCount(
                type: isAll ? nil : try row.decode("value"), day: Day(number: Int(number)),
                isRestricted: try row.decode("restricted"), count: try row.decode("count"))
        }
    }

    /// Forgets what was forecast at the end of a day.
    public static func clear(_ day: Day) -> Statement {
        Statement("delete from nightly.forecast where day = date '1970-01-01' + $1::int4", [.int4(Int32(day.number))])
    }

    /// Writes a forecast of incidents.
    public static func keep(_ document: JSON, of subject: Subject, on day: Day) -> Statement {
        Statement(
            """
            insert into nightly.forecast (name, day, dimension, value, frequency, audience, document)
            values ('incidents', date '1970-01-01' + $1::int4, $2, $3, $4, $5, $6)
            """, [.int4(Int32(day.number))] + subject.binds + [.jsonText(document.text())])
    }

    /// The newest forecasts, of all first and then by type.
    /// - Parameter day: those of this day; `nil` for the last day that has any.
    public static func newest(
        _ frequency: Frequency, on day: Day? = nil, for viewer: Viewer, in database: some Querying
    ) async throws -> [JSON] {
        let rows = try await database.query(
            Statement(
                """
                select document::text as document from nightly.forecast
                where frequency = $1 and audience = $2 and day = coalesce(date '1970-01-01' + $3::int4,
                    (select max(day) from nightly.step where name = 'forecast' and state = 'done'))
                order by dimension, value
                """,
                [
                    .text(frequency.rawValue), .text(viewer.seesRestricted ? "all" : "open"),
                    day.map { .int4(Int32($0.number)) } ?? .null,
                ]))
        return try rows.map { try JSON.parse($0.decode("document", as: String.self)) }
    }
}
