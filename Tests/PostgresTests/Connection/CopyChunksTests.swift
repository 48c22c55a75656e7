import Testing

@testable import Postgres

struct CopyChunksTests {
    @Test func theFormatIsTheServers() throws {
        let request = CopyRequest(table: "t", columns: ["a", "b"], rows: [[.int4(7), .null]])
        var chunks = request.makeChunks()
        let header: [UInt8] = [255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let row: [UInt8] = [0, 2, 0, 0, 0, 4, 0, 0, 0, 7, 255, 255, 255, 255]
        let end: [UInt8] = [255, 255]
        var expected = Array("PGCOPY\n".utf8)
        for part in [header, row, end] { expected += part }
        let chunk = try chunks.next()
        #expect(chunk == expected)
        #expect(try chunks.next() == nil)
    }

    @Test func manyRowsComeInSeveralChunks() throws {
        let rows = (0..<10_000).map { [PostgresValue.int($0)] }
        var chunks = CopyRequest(table: "t", columns: ["a"], rows: rows).makeChunks()
        var sizes: [Int] = []
        while let chunk = try chunks.next() { sizes.append(chunk.count) }
        #expect(sizes.count == 3)
        let total = sizes.reduce(0, +)
        // The header, rows of 14 bytes, and the end.
        #expect(total == 140_021)
    }

    @Test func aRowOfAnotherWidthIsRefused() {
        var chunks = CopyRequest(table: "t", columns: ["a"], rows: [[.int(1), .int(2)]]).makeChunks()
        #expect(throws: PostgresError.self) { try chunks.next() }
    }

    @Test func namesAreQuoted() {
        let request = CopyRequest(table: "core.odd\"one", columns: ["a b"], rows: [])
        #expect(request.sql == "copy \"core\".\"odd\"\"one\" (\"a b\") from stdin (format binary)")
    }
}
