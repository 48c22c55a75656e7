import Testing

@testable import ICalendar

@Suite struct ContentLineTests {
    private func lines(_ text: String) throws -> [ContentLine] { try ContentLineReader.lines(of: Array(text.utf8)) }

    @Test func aFoldedLineIsOneAlsoWhereACharacterIsCut() throws {
        let bytes =
            Array("SUMMARY:Zo".utf8) + [0xC3] + Array("\r\n ".utf8) + [0xAB] + Array(" is\r\n\t on call\r\n".utf8)
        let lines = try ContentLineReader.lines(of: bytes)
        #expect(lines.map(\.value) == ["Zoë is on call"])
    }

    @Test func parametersKeepTheirQuotedSigns() throws {
        let line = try #require(
            try lines("ATTENDEE;CN=\"Ana; of: ops, EU\";MEMBER=\"a\",b;X-N=^'q^'^n^^:mailto:ana@example.org\n").first)
        #expect(line.name == "ATTENDEE")
        #expect(line.parameters == ["CN": ["Ana; of: ops, EU"], "MEMBER": ["a", "b"], "X-N": ["\"q\"\n^"]])
        #expect(line.value == "mailto:ana@example.org")
    }

    @Test func textLosesItsEscapes() throws {
        #expect(try lines(#"summary:a\, b\; c\\n\Nd"#).first?.text == "a, b; c\\n\nd")
    }

    @Test func aByteOrderMarkAndLinesWithoutCRAreRead() throws {
        #expect(try lines("\u{FEFF}BEGIN:VCALENDAR\nEND:VCALENDAR").map(\.number) == [1, 2])
    }

    @Test(arguments: ["no colon", ":value", "NAME;=x:y", "NAME;A=\"open:y", ";A=b:c"])
    func whatIsNoLineIsNamed(_ text: String) {
        let error = #expect(throws: CalendarError.self) { try lines("A:b\r\n" + text) }
        #expect(error?.line == 2)
    }

    @Test func bytesThatAreNoTextAreNamed() {
        let error = #expect(throws: CalendarError.self) {
            try ContentLineReader.lines(of: Array("A:b\r\n".utf8) + [0x41, 0x3A, 0xFF])
        }
        #expect(error?.description == "line 2: is not UTF-8 without zero bytes")
    }

    @Test func whatIsTooLongIsRefused() {
        let error = #expect(throws: CalendarError.self) {
            try lines("A:" + String(repeating: "\r\n " + String(repeating: "x", count: 70), count: 1000))
        }
        #expect(error?.problem.contains("longer than") == true)
    }

    @Test(arguments: [
        ("BEGIN:VCALENDAR\n", "cut off"), ("BEGIN:VCALENDAR\nEND:VEVENT\n", "not open"), ("A:b\n", "outside"),
        (String(repeating: "BEGIN:X\n", count: 9), "inside each other"), ("", "no calendar"),
    ])
    func whatDoesNotEndOrBeginIsNamed(_ text: String, _ word: String) {
        let error = #expect(throws: CalendarError.self) { try CalendarStream(Array(text.utf8)) }
        #expect(error?.problem.contains(word) == true)
    }
}
