import JSON
import Testing

/// What RFC 8259 accepts and refuses, in the manner of the well-known test suites for JSON parsers.
@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", JSON.null), (" true ", true), ("\t\r\nfalse\n", false), ("0", 0), ("-0", 0), ("\"\"", ""),
            ("[]", []),
            ("{}", [:]), ("[ ]", []), ("{ }", [:]), ("[1,2]", [1, 2]), ("[ 1 , 2 ]", [1, 2]),
            ("[null,1,\"1\",{}]", [nil, 1, "1", [:]]),
            ("{\"a\":1,\"b\":[{}]}", ["a": 1, "b": [[:]]]), ("{\"\":0}", ["": 0]), ("{\"a\" : 1 }", ["a": 1]),
            ("{\"a\\u0000b\":1}", ["a\u{0}b": 1]), ("[[[[]]]]", [[[[]]]]), ("123", 123), ("-1", -1), ("1.5", 1.5),
            ("1e3", 1000), ("1E+2", 100), ("10e-1", 1), ("0.0", 0), ("-0.0", 0), ("0e1", 0), ("1.25E-2", 0.0125),
            ("9223372036854775807", JSON.int(Int64.max)), ("-9223372036854775808", JSON.int(Int64.min)),
            ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{08}\u{0C}\n\r\t"), ("\"\\u0041\\u00e9\\u20AC\"", "Aé€"),
            ("\"\\uD83D\\uDE00\"", "😀"), ("\"😀é€\"", "😀é€"), ("\"\\uDBFF\\uDFFF\"", "\u{10FFFF}"),
            ("\"\u{7F}\"", "\u{7F}"),
            ("\"\\uFFFF\"", "\u{FFFF}"), ("\"a\\nb\\nc\"", "a\nb\nc"), ("\"\u{2028}\"", "\u{2028}"), ("\"//\"", "//"),
        ] as [(String, JSON)])
    func accepts(text: String, expected: JSON) throws {
        #expect(try JSON.parse(text) == expected)
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "NULL", "tru", "falsy", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]",
        "[1,,2]",
        "[1 2]", "[1:2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{1:2}", "{a:1}", "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\",1}", "{'a':1}", "[1}", "{\"a\":1]", "1 2", "[] []", "{}x", "[1]#", "/* c */ 1", "1 // c", "01", "-01",
        "00",
        "+1", "-", "--1", ".5", "-.5", "1.", "1.e1", "1e", "1e+", "1e1.5", "0x10", "1_000", "1,5", "NaN", "Infinity",
        "-Infinity", "1a", "0e", "2.e3", "1eE2", "１", "\"", "\"a", "\"\\", "\"\\\"", "\"\\x41\"", "\"\\u\"",
        "\"\\u12\"",
        "\"\\u12G4\"", "\"\\U0041\"", "\"\\a\"", "'a'", "\"a\nb\"", "\"a\tb\"", "\"a\u{0}b\"", "\"a\u{1F}b\"",
        "\u{0C}1",
        "\u{A0}1", "\u{2060}1", "1\u{0}", "[\"a\":1]", "{\"a\":1:2}", "{\"a\":{}", "[\"a", "{\"a", "{\"a\":", "*",
        "\\u0031",
        "{\"a\":/*c*/1}", "[1]]", "<null>", "abc", "é", "\u{FEFF}1",
    ])
    func refuses(text: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text) }
    }

    @Test(arguments: [
        "\"\\uD800\"", "\"\\uDC00\"", "\"\\uDE00\\uD83D\"", "\"\\uD83D\\uD83D\"", "\"\\uD83D\\u0041\"", "\"\\uD83Dx\"",
        "\"\\uD83D\\n\"", "\"\\uD83D",
    ])
    func refusesSurrogatesWithoutTheirOtherHalf(text: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text) }
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC3, 0x28], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xE2, 0x82], [0x61, 0xC3],
        ] as [[UInt8]])
    func refusesInvalidUTF8InStringsAndKeys(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSON.parse([0x22] + bytes + [0x22]) }
        #expect(throws: JSONError.self) { try JSON.parse([0x22, 0x5C, 0x6E] + bytes + [0x22]) }
        #expect(throws: JSONError.self) { try JSON.parse([0x7B, 0x22] + bytes + Array("\":1}".utf8)) }
        #expect(throws: JSONError.self) { try JSON.parse(bytes) }
    }

    @Test(arguments: [
        "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"\":1,\"\":1}", "[{\"b\":{\"a\":1,\"c\":0,\"a\":2}}]",
        "{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0,\"10\":0,\"11\":0,\"1\":0}",
    ])
    func refusesAKeyThatIsThereTwice(text: String) throws {
        let error = try #require(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error.code == .duplicateKey)
    }

    @Test(arguments: [
        ("[1,\n  2,\n  x]", 3, 3, 11, JSONError.Code.syntax),
        ("{\"é\": tru}", 1, 7, 7, .syntax),
        ("{\n\"a\":1,\n \"a\":2}", 3, 2, 10, .duplicateKey),
        ("[\"😀\", 01]", 1, 7, 9, .syntax),
        ("[1", 1, 3, 2, .unexpectedEnd),
        ("\"ab\\uD800\"", 1, 4, 3, .encoding),
        ("[1] 2", 1, 5, 4, .syntax),
        ("", 1, 1, 0, .unexpectedEnd),
    ])
    func namesThePlaceOfAFault(text: String, line: Int, column: Int, offset: Int, code: JSONError.Code) throws {
        let error = try #require(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error.code == code)
        #expect(error.line == line)
        #expect(error.column == column)
        #expect(error.offset == offset)
        #expect("\(error)".hasPrefix("line \(line), column \(column): "))
    }

    @Test func saysWhatItExpectedAndQuotesNoMoreThanTheBeginningOfAKey() throws {
        #expect(
            try #require(throws: JSONError.self) { try JSON.parse("{\"a\" 1}") }.description
                == "line 1, column 6: expected \":\" after a key")
        let long = String(repeating: "k", count: 500)
        let error = try #require(throws: JSONError.self) { try JSON.parse("{\"\(long)\":1,\"\(long)\":1}") }
        #expect(error.message.count < 80)
    }

    @Test func readsEveryKindOfInputAlike() throws {
        let text = "{\"a\": [1, \"é\"]}"
        let expected: JSON = ["a": [1, "é"]]
        #expect(try JSON.parse(text) == expected)
        #expect(try JSON.parse(Array(text.utf8)) == expected)
        #expect(try JSON.parse(Array("xx\(text)x".utf8)[2...].dropLast()) == expected)
        #expect(try JSON.parse(text.utf8.lazy.map { $0 }) == expected)
        #expect(try unsafe Array(text.utf8).withUnsafeBytes { try unsafe JSON.parse($0) } == expected)
    }

    @Test func keepsTheOrderOfMembersAndTheTextOfNumbers() throws {
        let text = "{\"z\":1.0,\"a\":1e2,\"m\":123456789012345678901234567890,\"b\":-0}"
        #expect(try JSON.parse(text).text() == text)
    }
}
