import Capabilities
import JSON
import Testing

@testable import SlackProvider

/// Names and texts of ours as Slack takes them.
@Suite struct TextTests {
    @Test(arguments: [
        ("INC-17", "", "inc-17"), ("Größe 1", "", "gr--e-1"), ("a_b.c", "prod-", "prod-a_b-c"),
    ])
    func namesOfChannels(name: String, prefix: String, expected: String) {
        #expect(ChannelName.candidates(name, prefix: prefix, key: "k")[0] == expected)
    }

    @Test func namesAreNotTooLongAndNotOfHyphensAlone() {
        let names = ChannelName.candidates(String(repeating: "x", count: 100), prefix: "", key: "k")
        #expect(names.map(\.count) == [80, 80] && names[0] != names[1])
        #expect(ChannelName.candidates("...", prefix: "", key: "k")[0].hasPrefix("incident-"))
        #expect(ChannelName.candidates("a", prefix: "", key: "k") != ChannelName.candidates("a", prefix: "", key: "l"))
    }

    @Test(arguments: [
        ("a<b>&c", "a&lt;b&gt;&amp;c"), ("<\u{301}!here>", "&lt;\u{301}!here&gt;"), ("a\r\nb\u{7}\tc", "a\nb\tc"),
    ])
    func nothingIsTakenForMarkup(text: String, expected: String) {
        #expect(SlackText.escaped(text) == expected)
    }

    @Test func aCutNeverSplitsWhatWasEscaped() {
        for length in 240...256 {
            let line = SlackText.line(String(repeating: "<", count: length))
            #expect(line.utf16.count <= 250)
            #expect(line.replacing("&lt;", with: "").allSatisfy { $0 == "…" })
        }
        #expect(SlackText.line("one\n two\t three") == "one two three")
    }

    @Test func aLongTextIsWholeInBlocks() {
        let text = (1...900).map { "line \($0) <\($0)>" }.joined(separator: "\n")
        let arguments = SlackText.arguments(text)
        let blocks = arguments["blocks"]?.arrayValue ?? []
        let words = blocks.compactMap { $0["text"]?["text"]?.stringValue }
        #expect(words.joined(separator: "\n") == SlackText.escaped(text))
        #expect(words.allSatisfy { $0.utf16.count <= 3000 } && blocks.count > 1)
        #expect((arguments["text"]?.stringValue ?? "").utf16.count <= 4000)
        #expect(SlackText.arguments("short")["blocks"] == nil)
        #expect(SlackText.arguments("")["text"] == "-")
    }

    @Test func whatIsTooLongIsCut() {
        let blocks = SlackText.arguments(String(repeating: "&", count: 100_000))["blocks"]?.arrayValue ?? []
        #expect(blocks.count == SlackText.blocks)
        #expect(blocks.last?["text"]?["text"] == "…")
    }

    @Test(arguments: [
        ("notice/0192c3f0-0000-7000-8000-000000000002", true), ("notice/7", false),
        ("notice/0192c3f0-0000-4000-8000-000000000002", false),
    ])
    func historyIsReadFromTheKeysTime(key: String, isKnown: Bool) {
        #expect((SlackHistory.oldest(EffectKey(key)) != nil) == isKnown)
        if isKnown { #expect(SlackHistory.oldest(EffectKey(key)) == "1729863538.000000") }
    }

    @Test(arguments: [("C012345678", true), ("general", false), ("GENERAL", false), ("C0123456-8", false)])
    func idsAreTold(text: String, isID: Bool) {
        #expect(SlackChannel.isID(text) == isID)
    }
}
