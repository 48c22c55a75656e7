import Foundation
import Testing

@testable import Muster

@Suite struct ListingTests {
    private func sample() -> Listing {
        var listing = Listing("NAME", "COUNT", "WHAT")
        listing.add("a", "1000000", nil)
        listing.add("longer", "2", "the quick brown fox jumps over http://127.0.0.1:8080/documents/01a222a0-5180-7bb5")
        return listing
    }

    @Test func columnsAreAligned() {
        var listing = Listing("NAME", "COUNT", "STATE")
        listing.add("a", "1000000", nil)
        listing.add("longer", "2", "ok")
        #expect(
            listing.text(empty: "none", columns: nil) == """
                NAME    COUNT    STATE
                a       1000000  –
                longer  2        ok
                """)
        #expect(Listing("A").text(empty: "none") == "none")
    }

    @Test func inAPipeARowIsALineHoweverLong() {
        let lines = sample().text(empty: "", columns: nil).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[2].hasSuffix("01a222a0-5180-7bb5"))
    }

    @Test func onATerminalTheLastColumnGoesOnBelowItself() {
        #expect(
            sample().text(empty: "", columns: 45) == """
                NAME    COUNT    WHAT
                a       1000000  –
                longer  2        the quick brown fox jumps
                                 over
                                 http://127.0.0.1:8080/documents/01a222a0-5180-7bb5
                """)
    }

    @Test func rowsThatDoNotFitBecomeBlocks() {
        #expect(
            sample().text(empty: "", columns: 30) == """
                name   a
                count  1000000
                what   –

                name   longer
                count  2
                what   the quick brown fox
                       jumps over
                       http://127.0.0.1:8080/documents/01a222a0-5180-7bb5
                """)
    }

    @Test func wideCharactersTakeTwoColumns() {
        var listing = Listing("WHO", "WHAT")
        listing.add("東京", "x")
        listing.add("e\u{301}", "y")
        #expect(listing.text(empty: "", columns: nil) == "WHO   WHAT\n東京  x\ne\u{301}     y")
    }

    @Test func whatComesFromOutsideCannotSteerTheTerminal() {
        #expect(Plain.line("a\u{1B}[2Jb\nc\u{85}d\u{2028}e") == "a [2Jb c d e")
        #expect(Plain.line("invoice\u{202E}cod.exe") == "invoicecod.exe")
        #expect(Plain.line(String(repeating: "x", count: 200)).count == 200)
    }

    @Test func fieldsLeaveOutWhatIsNotThere() {
        #expect(Fields.text([("a", "1"), ("longer", nil), ("bcd", "2")], columns: nil) == "a    1\nbcd  2")
    }

    @Test func fieldsKeepTheLinesOfAText() {
        #expect(Fields.text([("a", "one\r\ntwo"), ("bcd", "2")], columns: nil) == "a    one\n     two\nbcd  2")
    }
}

@Suite struct MomentTests {
    private let now = Date(timeIntervalSince1970: 1_000_000)

    @Test(arguments: [("45s", 45.0), ("30m", 1800), ("12h", 43_200), ("90d", 7_776_000)])
    func spansAreReadBothWays(_ text: String, seconds: Double) {
        #expect(Moment.future(text, now: now) == now.addingTimeInterval(seconds))
        #expect(Moment.past(text, now: now) == now.addingTimeInterval(-seconds))
    }

    @Test(arguments: ["", "5", "h", "1w", "-1h", "1.5h", "tomorrow"])
    func otherTextsAreNone(_ text: String) {
        #expect(Moment.past(text) == nil)
    }

    @Test func timesAreReadToo() {
        #expect(Moment.past("1970-01-12T13:46:40Z") == now)
    }
}

@Suite struct SettingsTests {
    @Test func aSecretMayComeAsAFile() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString)")
        try Data("from the file\n".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let settings = Settings(["A": "direct", "B_FILE": path.path, "C": ""])
        #expect(try settings.secret("A") == "direct")
        #expect(try settings.secret("B") == "from the file")
        #expect(try settings.secret("C", "B") == "from the file")
    }

    @Test func whatIsNotSetIsNamed() {
        let error = #expect(throws: CommandFailure.self) { try Settings([:]).secret("ONE", "TWO") }
        #expect(error?.description.contains("ONE or TWO is not set") == true)
        #expect(error?.status == 1)
    }
}
