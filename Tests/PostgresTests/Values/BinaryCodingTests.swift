import FoundationEssentials
import Testing

@testable import Postgres

struct BinaryCodingTests {
    @Test func integersAreBigEndian() {
        #expect(encoded(.int4(0x0102_0304)) == [1, 2, 3, 4])
        #expect(encoded(.int8(-2)) == [255, 255, 255, 255, 255, 255, 255, 254])
        #expect(encoded(.bool(true)) == [1])
        #expect(encoded(.null) == nil)
        #expect(encoded(.text("é")) == [0xC3, 0xA9])
        #expect(encoded(.jsonText("{}")) == [1, 0x7B, 0x7D])
    }

    @Test func arraysHaveTheServersLayout() {
        let texts: [UInt8] = [
            0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 25, 0, 0, 0, 2, 0, 0, 0, 1,
            0, 0, 0, 1, 0x61, 255, 255, 255, 255,
        ]
        #expect(encoded(.textArray(["a", nil])) == texts)
        let none: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20]
        #expect(encoded(.int8Array([])) == none)
    }

    @Test(arguments: [0, 1, -1, 730_902_896.789012, -63_114_076_800, 1e10] as [Double])
    func instantsKeepTheirMicroseconds(seconds: Double) throws {
        let microseconds = PostgresTime.microseconds(Date(timeIntervalSinceReferenceDate: seconds))
        let date = try #require(PostgresTime.date(microseconds: microseconds))
        #expect(PostgresTime.microseconds(date) == microseconds)
        #expect(abs(date.timeIntervalSinceReferenceDate - seconds) < 1e-6)
    }

    @Test func instantsCountFromTheYear2000() {
        #expect(PostgresTime.microseconds(Date(timeIntervalSinceReferenceDate: -31_622_400)) == 0)
        #expect(PostgresTime.date(microseconds: .max) == nil)
        #expect(PostgresTime.date(microseconds: .min) == nil)
    }

    @Test func integersOfEverySizeAreTakenWhenTheyFit() throws {
        #expect(try decode([0, 5], .int2, as: Int.self) == 5)
        #expect(try decode([255, 255, 255, 255], .int4, as: Int64.self) == -1)
        #expect(try decode([0, 0, 0, 0, 0, 0, 0, 9], .int8, as: Int32.self) == 9)
        #expect(throws: PostgresDecodingFailure.self) { try decode([0, 0, 0, 1, 0, 0, 0, 0], .int8, as: Int32.self) }
    }

    @Test(
        arguments: [
            [], [0], [0, 0, 0, 1], [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 20],
            [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 127, 255, 255, 255, 0, 0, 0, 1],
            [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 255, 255, 255, 255, 0, 0, 0, 1],
            [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9, 1],
            [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1],
        ] as [[UInt8]])
    func brokenArraysAreRefused(_ bytes: [UInt8]) {
        #expect(throws: PostgresDecodingFailure.self) { try decode(bytes, .int8Array, as: [Int64].self) }
    }

    @Test func wrongLengthsAndTypesAreRefused() {
        #expect(throws: PostgresDecodingFailure.self) { try decode([1, 2], .int4, as: Int32.self) }
        #expect(throws: PostgresDecodingFailure.self) { try decode([1], .uuid, as: UUID.self) }
        #expect(throws: PostgresDecodingFailure.self) { try decode([0xFF], .text, as: String.self) }
        #expect(throws: PostgresDecodingFailure.self) { try decode([2, 0x7B], .jsonb, as: String.self) }
        #expect(throws: PostgresDecodingFailure.self) { try decode([1], .bool, as: String.self) }
        #expect(throws: PostgresDecodingFailure.self) { try decode(nil, .bool, as: Bool.self) }
    }

    private func encoded(_ value: PostgresValue) -> [UInt8]? {
        var encoder = BinaryEncoder()
        return encoder.append(value) ? encoder.bytes : nil
    }

    private func decode<Value: PostgresDecodable>(
        _ bytes: [UInt8]?, _ type: PostgresType, as: Value.Type
    ) throws -> Value {
        guard let bytes else { return try unsafe Value(PostgresCell(owner: nil, bytes: nil, type: type)) }
        return try unsafe bytes.withUnsafeBytes { try unsafe Value(PostgresCell(owner: nil, bytes: $0, type: type)) }
    }
}
