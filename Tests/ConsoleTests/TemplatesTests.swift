import Foundation
import HTTPKit
import Incident
import IncidentStore
import Testing

@testable import Console

@Suite struct TemplatesTests {
    private static let hostile = "<script>&\"'`=<\u{338}img>\u{0}"
    private static let harmless = "&lt;script&gt;&amp;&quot;&#39;`=&lt;\u{338}img&gt;\u{FFFD}"

    @Test func valuesAreEscapedScalarByScalar() throws {
        // A character that looks like one to people: `<` with a stroke through it, which a browser reads as `<`.
        #expect(HTMLText().escapeText(Self.hostile).unicodeScalars.elementsEqual(Self.harmless.unicodeScalars))
    }

    /// Mustache begins each partial with its own way of escaping.
    @Test(arguments: ["problem", "time", "field", "form", "act", "resources", "tabs", "letter", "letters", "mine"])
    func everyTemplateEscapesInTheSameWay(name: String) throws {
        let text = String(decoding: try #require(Templates.texts[name]), as: UTF8.self)
        #expect(!text.contains("{{{") && !text.contains("{{&"))
        let templates = try Templates()
        let problem = ProblemView(problemTitle: Self.hostile, problemDetail: Self.hostile)
        let page = templates.render(problem, by: "problem")
        #expect(page.unicodeScalars.split(separator: "\n").count > 1)
        #expect(!page.contains("<script") && !page.unicodeScalars.contains("\u{0}"))
    }

    @Test func onlyTheFramePutsMarkupIn() {
        for (name, bytes) in Templates.texts {
            let text = String(decoding: bytes, as: UTF8.self)
            let raw = text.components(separatedBy: "{{{").count - 1 + text.components(separatedBy: "{{&").count - 1
            #expect(raw == (name == "layout" ? 1 : 0), "\(name)")
        }
    }

    /// The policy lets nothing of the kind run; a page that has it would be broken.
    @Test func noTemplateHasScriptsOrStylesInside() {
        for (name, bytes) in Templates.texts {
            let text = String(decoding: bytes, as: UTF8.self).lowercased()
            #expect(!text.contains("style=") && !text.contains("<style") && !text.contains("javascript:"), "\(name)")
            #expect(text.firstMatch(of: /\son[a-z]+=/) == nil, "\(name)")
            #expect(text.firstMatch(of: /<script(?![^>]*\ssrc=)/) == nil, "\(name)")
            #expect(text.firstMatch(of: /(src|href|action)="https?:/) == nil, "\(name) names nobody else's address")
        }
        #expect(!PageFrame.policy.contains("unsafe"))
        #expect(PageFrame.policy.contains("default-src 'none'") && PageFrame.policy.contains("frame-ancestors 'none'"))
    }

    @Test func aFieldKeepsItsTextWithWhatIsWrong() throws {
        let field = FieldView(
            "title", of: "report", "Title", value: Self.hostile, fault: "Too \"long\"", hint: "One line",
            isRequired: true)
        let page = try Templates().render(field, by: "field")
        #expect(page.contains("value=\"\(Self.harmless)\""))
        #expect(page.contains("aria-invalid=\"true\""))
        #expect(page.contains("aria-describedby=\"report-title-hint report-title-fault\""))
        #expect(page.contains("<p class=\"fault\" id=\"report-title-fault\">Too &quot;long&quot;</p>"))
        #expect(page.contains("<label for=\"report-title\">"))
    }

    @Test func aTextAreaKeepsTheLineBreakThatItBeginsWith() throws {
        let field = FieldView("d", of: "f", "D", .text(rows: 3), value: "\n</textarea><b>", fault: nil)
        let page = try Templates().render(field, by: "field")
        #expect(page.contains(">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>"))
    }

    @Test(arguments: ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " https://x", "//x", "/x"])
    func anAddressThatCouldRunSomethingIsNoLink(url: String) {
        #expect(SafeLink.web(url) == nil)
    }

    @Test func mailIsWrittenToTheAddressAlone() {
        #expect(SafeLink.mail("a?cc=b@example.org") == "mailto:a%3Fcc%3Db@example.org")
    }
}
