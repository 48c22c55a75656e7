import Capabilities
import FoundationEssentials
import JSON
import Testing

@testable import JiraProvider

/// Text of ours as Jira takes it.
@Suite struct TextTests {
    @Test func paragraphsLinesAndAddressesBecomeADocument() {
        let document = DocumentFormat.document("One\nTwo: https://m.example.org/a_b.\n\n \nThree\u{1B}")
        let link: JSON = [
            "type": "text", "text": "https://m.example.org/a_b",
            "marks": [["type": "link", "attrs": ["href": "https://m.example.org/a_b"]]],
        ]
        #expect(
            document == [
                "version": 1, "type": "doc",
                "content": [
                    [
                        "type": "paragraph",
                        "content": [
                            ["type": "text", "text": "One"], ["type": "hardBreak"], ["type": "text", "text": "Two: "],
                            link, ["type": "text", "text": "."],
                        ],
                    ],
                    ["type": "paragraph", "content": [["type": "text", "text": "Three"]]],
                ],
            ])
    }

    @Test(arguments: [JiraDeployment.cloud, .dataCenter])
    func noTextIsNoDocument(deployment: JiraDeployment) {
        #expect(deployment.text(" \n") == .null)
    }

    @Test(arguments: [
        ("{code} *bold* [~admin]", "\\{code\\} \\*bold\\* \\[\\~admin\\]"),
        ("a\\\\b", "a&#92;&#92;b"),
        ("h1. Loud", "\u{200B}h1. Loud"), ("bq. said", "\u{200B}bq. said"), ("h1x fine", "h1x fine"),
        ("see https://m.example.org/a|b]", "see [https://m.example.org/a%7Cb]"),
    ])
    func nothingOfATextIsTakenForMarkup(text: String, markup: String) {
        let closes = text.hasSuffix("]") && text.contains("http")
        #expect(WikiMarkup.text(text) == (closes ? "\(markup)\\]" : markup))
    }

    @Test func aSummaryIsOneLineThatFits() {
        #expect(PlainText.summary("a\nb\t c ") == "a b c")
        #expect(PlainText.summary("") == "-")
        let long = PlainText.summary(String(repeating: "😀", count: 200))
        #expect(long.utf16.count <= 255 && long.hasSuffix("…"))
    }

    @Test func aLongTextIsCut() {
        let lines = PlainText.lines(String(repeating: "x", count: 40_000))
        #expect(lines[0].count == PlainText.limit + 1)
    }

    @Test func anAnswerThatSaysMoreIsNoDifference() {
        let there: JSON = ["summary": "s", "priority": ["id": "1", "name": "High"], "labels": ["a"]]
        #expect(JiraFields.differences(["priority": ["name": "High"], "summary": "s"], from: there).isEmpty)
        #expect(JiraFields.differences(["priority": ["name": "Low"], "labels": ["a", "b"]], from: there).count == 2)
    }

    @Test(arguments: [
        (#"{"errorMessages":["No."],"errors":{"b":"2","a":"1"}}"#, "No. a: 1 b: 2"),
        (#"{"message":"scope does not match"}"#, "scope does not match"),
    ])
    func whatJiraComplainsOf(body: String, text: String) {
        #expect(JiraComplaint(Array(body.utf8))?.text == text)
        #expect(JiraComplaint(Array("<html>".utf8)) == nil)
    }

    @Test(arguments: ["2026-03-02T10:15Z", "2026-03-02T10:15:00Z"])
    func momentsWithAndWithoutSeconds(text: String) {
        #expect(JiraTime.moment(text)?.timeIntervalSince1970 == 1_772_446_500)
    }
}
