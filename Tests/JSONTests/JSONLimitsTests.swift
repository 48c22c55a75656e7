import JSON
import Testing

@Suite struct JSONLimitsTests {
    private func nested(_ levels: Int) -> String {
        String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }

    private func fault(_ text: String, _ limits: JSONLimits) throws -> JSONError.Code {
        try #require(throws: JSONError.self) { try JSON.parse(text, limits: limits) }.code
    }

    @Test func boundsDepth() throws {
        _ = try JSON.parse(nested(64))
        #expect(try fault(nested(65), .default) == .limit)
        #expect(try fault(String(repeating: "{\"a\":", count: 65), .default) == .limit)
        #expect(try fault(String(repeating: "[", count: 1_000_000), .default) == .limit)
        _ = try JSON.parse("[[],[],[[]]]", limits: JSONLimits(depth: 3))
        #expect(try fault("[[],[],[[[]]]]", JSONLimits(depth: 3)) == .limit)
    }

    @Test func keepsDepthWithinWhatTheStackBears() throws {
        #expect(JSONLimits(depth: 100_000).depth == 512)
        #expect(JSONLimits(depth: 0).depth == 1)
        _ = try JSON.parse(nested(512), limits: JSONLimits(depth: 512))
    }

    @Test func boundsBytes() throws {
        _ = try JSON.parse("[1,2]", limits: JSONLimits(bytes: 5))
        #expect(try fault("[1,2] ", JSONLimits(bytes: 5)) == .limit)
    }

    @Test func boundsTheNumberOfValues() throws {
        _ = try JSON.parse("[1,{\"a\":2}]", limits: JSONLimits(values: 4))
        #expect(try fault("[1,{\"a\":2}]", JSONLimits(values: 3)) == .limit)
    }

    @Test func boundsStringsAfterTheirEscapes() throws {
        let limits = JSONLimits(stringBytes: 4)
        _ = try JSON.parse("[\"abcd\",\"\\u0041bcd\",\"éé\",{\"abcd\":1}]", limits: limits)
        for text in ["\"abcde\"", "\"\\nabcd\"", "\"éée\"", "{\"abcde\":1}"] {
            #expect(try fault(text, limits) == .limit)
        }
    }

    @Test func boundsNumbersAndExponents() throws {
        let limits = JSONLimits(numberLength: 6)
        _ = try JSON.parse("[123456,-1.5e3]", limits: limits)
        #expect(try fault("1234567", limits) == .limit)
        #expect(try fault("1.23456", limits) == .limit)
        _ = try JSON.parse("1e999999999")
        #expect(try fault("1e1000000000", .default) == .limit)
        #expect(try fault("1e-99999999999999999999", .default) == .limit)
    }
}
