import FoundationEssentials
import JSON
import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct QueryTests {
    @Test func everyTypeComesBackAsItWasSent() async throws {
        try await withClient { client, _ in
            let id = UUID()
            let instant = try #require(PostgresTestDates.exact)
            let document: JSON = ["name": "é\"\n", "list": [1, 2.5, nil, true]]
            let row = try #require(
                await client.query(
                    """
                    select $1::bool as a, $2::int4 as b, $3::int8 as c, $4::float8 as d, $5::text as e, $6::uuid as f,
                           $7::timestamptz as g, $8::bytea as h, $9::jsonb as i
                    """,
                    [
                        .bool(true), .int4(-7), .int8(.min), .double(-0.1), .text("Grüße 🚒"), .uuid(id),
                        .timestamptz(instant), .bytea([0, 255, 1]), .jsonb(document),
                    ]
                ).first)
            #expect(try row.decode("a", as: Bool.self))
            #expect(try row.decode("b", as: Int32.self) == -7)
            #expect(try row.decode("c", as: Int64.self) == .min)
            #expect(try row.decode("d", as: Double.self) == -0.1)
            #expect(try row.decode("e", as: String.self) == "Grüße 🚒")
            #expect(try row.decode("f", as: UUID.self) == id)
            #expect(try row.decode("g", as: Date.self) == instant)
            #expect(try row.decode("h", as: [UInt8].self) == [0, 255, 1])
            #expect(try row.decode("i", as: JSON.self) == document)
        }
    }

    @Test func everyArrayComesBackAsItWasSent() async throws {
        try await withClient { client, _ in
            let id = UUID()
            let instant = try #require(PostgresTestDates.exact)
            let row = try #require(
                await client.query(
                    """
                    select $1::bool[] as a, $2::int4[] as b, $3::int8[] as c, $4::float8[] as d, $5::text[] as e,
                           $6::uuid[] as f, $7::timestamptz[] as g, $8::bytea[] as h, $9::jsonb[] as i
                    """,
                    [
                        .boolArray([true, nil]), .int4Array([1, nil, -1]), .int8Array([]), .doubleArray([nil, 1.5]),
                        .textArray(["", nil, "x,\"{}"]), .uuidArray([id, nil]), .timestamptzArray([nil, instant]),
                        .byteaArray([[], nil, [0]]), .jsonbArray([["k": 1], nil, .null]),
                    ]
                ).first)
            #expect(try row.decode("a", as: [Bool?].self) == [true, nil])
            #expect(try row.decode("b", as: [Int32?].self) == [1, nil, -1])
            #expect(try row.decode("c", as: [Int64].self) == [])
            #expect(try row.decode("d", as: [Double?].self) == [nil, 1.5])
            #expect(try row.decode("e", as: [String?].self) == ["", nil, "x,\"{}"])
            #expect(try row.decode("f", as: [UUID?].self) == [id, nil])
            #expect(try row.decode("g", as: [Date?].self) == [nil, instant])
            #expect(try row.decode("h", as: [[UInt8]?].self) == [[], nil, [0]])
            #expect(try row.decode("i", as: [JSON?].self) == [["k": 1], nil, .null])
        }
    }

    @Test func nullsAreNilAndNothingElse() async throws {
        try await withClient { client, _ in
            let row = try #require(
                await client.query("select $1::text as a, $2::int8[] as b", [.null, .null]).first)
            #expect(try row.decode("a", as: String?.self) == nil)
            #expect(try row.decode("b", as: [Int64]?.self) == nil)
            #expect(try row.isNull("a"))
            #expect(throws: PostgresError.self) { try row.decode("a", as: String.self) }
        }
    }

    @Test func aWrongTypeOrColumnIsRefusedWithTheColumnsName() async throws {
        try await withClient { client, _ in
            let row = try #require(await client.query("select 1.5::numeric as price, 5000000000 as big").first)
            let error = try #require(throws: PostgresError.self) { try row.decode("price", as: Double.self) }
            #expect(error.code == .decoding)
            #expect(error.description.contains("\"price\"") && error.description.contains("numeric"))
            #expect(throws: PostgresError.self) { try row.decode("big", as: Int32.self) }
            #expect(throws: PostgresError.self) { try row.decode("absent", as: Int32.self) }
            #expect(throws: PostgresError.self) { try row.decode(2, as: Int32.self) }
        }
    }

    @Test func enumerationsAndSmallTypesAreDecoded() async throws {
        try await withClient { client, _ in
            try await client.simple(script: "create type mood as enum ('calm', 'busy')")
            let row = try #require(
                await client.query(
                    "select 'busy'::mood as mood, 3::int2 as small, 1.5::float4 as real, 'n'::name as name"
                ).first)
            #expect(try row.decode("mood", as: Mood.self) == .busy)
            #expect(try row.decode("small", as: Int.self) == 3)
            #expect(try row.decode("real", as: Double.self) == 1.5)
            #expect(try row.decode("name", as: String.self) == "n")
        }
    }

    @Test func rowsAreCountedAndOrdered() async throws {
        try await withClient { client, _ in
            _ = try await client.query("create table item (id int8 primary key, name text not null)")
            let inserted = try await client.query(
                "insert into item select * from unnest($1::int8[], $2::text[])",
                [.int8Array(Array(1...1000)), .textArray((1...1000).map { "item \($0)" })])
            #expect(inserted.affectedRows == 1000)
            #expect(inserted.isEmpty)
            let rows = try await client.query("select id, name from item order by id desc limit 3")
            #expect(try rows.map { try $0.decode("id", as: Int.self) } == [1000, 999, 998])
            #expect(rows.columns.map(\.name) == ["id", "name"])
            #expect(try await client.query("delete from item where id > $1", [.int(990)]).affectedRows == 10)
        }
    }

    @Test func aNullFirstDoesNotSpoilTheStatementForLaterValues() async throws {
        try await withClient { client, _ in
            _ = try await client.query("create table note (id int8, text text)")
            for bind in [PostgresValue.null, .int8(5), .null, .int4(6)] {
                _ = try await client.query("insert into note (id) values ($1)", [bind])
            }
            let rows = try await client.query("select id from note order by id nulls first")
            #expect(try rows.map { try $0.decode(0, as: Int?.self) } == [nil, nil, 5, 6])
        }
    }

    @Test func aPipelineIsOneTransaction() async throws {
        try await withClient { client, _ in
            _ = try await client.query("create table item (id int8 primary key)")
            let results = try await client.pipeline([
                Statement("insert into item values ($1)", [.int(1)]),
                Statement("insert into item values ($1)", [.int(2)]),
                Statement("select count(*) from item"),
            ])
            #expect(try results[2].first?.decode(0, as: Int.self) == 2)
            let error = try await postgresError {
                _ = try await client.pipeline([
                    Statement("insert into item values ($1)", [.int(3)]),
                    Statement("insert into item values ($1)", [.int(1)]),
                    Statement("insert into item values ($1)", [.int(4)]),
                ])
            }
            #expect(error?.isUniqueViolation == true)
            #expect(error?.constraint == "item_pkey")
            #expect(error?.table == "item")
            #expect(error?.statement == "insert into item values ($1)")
            #expect(error?.isRetriable == false)
            #expect(error?.description.contains("(1)") == false)
            #expect(try await client.query("select count(*) from item").first?.decode(0, as: Int.self) == 2)
        }
    }

    @Test func errorsLeaveOtherCallersUnharmed() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            let sums = try await withThrowingTaskGroup { group in
                for number in 0..<300 {
                    group.addTask {
                        if number % 3 == 0 {
                            let error = try await postgresError {
                                _ = try await client.query("select 1 / $1::int4", [.int4(0)])
                            }
                            #expect(error?.sqlState == "22012")
                            return 0
                        }
                        return try await client.query("select $1::int8", [.int(number)])[0].decode(0, as: Int.self)
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sums == (0..<300).filter { $0 % 3 != 0 }.reduce(0, +))
        }
    }

    @Test func aDeferredConstraintFailsTheStatementThatCommits() async throws {
        try await withClient { client, _ in
            try await client.simple(
                script: """
                    create table parent (id int8 primary key);
                    create table child (parent int8 references parent deferrable initially deferred);
                    """)
            let error = try await postgresError { _ = try await client.query("insert into child values (1)") }
            #expect(error?.isForeignKeyViolation == true)
            #expect(try await client.query("select 1")[0].decode(0, as: Int.self) == 1)
        }
    }

    @Test func valuesStayOutOfTheDescription() async throws {
        try await withClient { client, _ in
            let error = try await postgresError {
                _ = try await client.query("select $1::text::uuid", [.text("hunter2")])
            }
            #expect(error?.sqlState == "22P02")
            #expect(error?.description.contains("hunter2") == false)
            #expect(error?.debugDescription.contains("hunter2") == true)
        }
    }

    @Test func aScriptRunsAsAWholeOrNotAtAll() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            let failure = try await postgresError {
                try await client.simple(script: "create table one (); select 1 / 0; create table two ();")
            }
            #expect(failure?.sqlState == "22012")
            #expect(try await client.query("select to_regclass('one') is null")[0].decode(0, as: Bool.self))
            let open = try await postgresError { try await client.simple(script: "begin; create table three ();") }
            #expect(open?.code == .invalidStatement)
            #expect(try await client.query("select to_regclass('three') is null")[0].decode(0, as: Bool.self))
            let before = try await client.query("select current_setting('search_path')")
            try await client.simple(script: "set search_path to pg_catalog; create table public.four ();")
            let path = try await client.query("select current_setting('search_path')")
            #expect(try path[0].decode(0, as: String.self) == before[0].decode(0, as: String.self))
            let copy = try await postgresError { try await client.simple(script: "copy four from stdin;") }
            #expect(copy != nil)
            #expect(try await client.query("select 1")[0].decode(0, as: Int.self) == 1)
        }
    }
}

enum Mood: String, PostgresDecodable {
    case calm, busy
}

enum PostgresTestDates {
    /// 2024-02-29 12:34:56.789012 UTC.
    static let exact: Date? = Date(timeIntervalSinceReferenceDate: 730_902_896.789012)
}
