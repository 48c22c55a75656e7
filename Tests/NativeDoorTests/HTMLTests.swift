import Digests
import Encodings
import Testing

@testable import NativeDoor

@Suite struct HTMLTests {
    @Test func whatIsPutInIsEscaped() {
        let title = "<script>alert(\"1\")</script> & 'more'"
        let html: HTML = "<p title=\"\(title)\">\(title)</p>"
        let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;"
        #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func markupIsPutInAsItIs() {
        let inner: HTML = "<b>\("<")</b>"
        #expect(("<p>\(inner)</p>" as HTML).text == "<p><b>&lt;</b></p>")
    }

    @Test(arguments: ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " https://example.org", "//x"])
    func anAddressThatCouldRunSomethingIsNoLink(url: String) {
        #expect(HTML.link(url, "Ticket").text == "Ticket")
    }

    @Test func addressesThatPeopleFollowAreLinks() {
        let link = HTML.link("https://example.org/?a=1&b=\"2\"", "<Ticket>").text
        #expect(
            link == "<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" rel=\"noreferrer\">&lt;Ticket&gt;</a>")
    }

    @Test func addressesInProseAreLinks() {
        let html = HTML.prose("See http://a.example.org/x?b=1&c=2, then (https://b.example.org). <b>").text
        #expect(
            html == """
                <p class="text">See <a href="http://a.example.org/x?b=1&amp;c=2" rel="noreferrer">\
                http://a.example.org/x?b=1&amp;c=2</a>, then (<a href="https://b.example.org" rel="noreferrer">\
                https://b.example.org</a>). &lt;b&gt;</p>
                """)
        #expect(HTML.prose("javascript:alert(1) http://").text == "<p class=\"text\">javascript:alert(1) http://</p>")
    }

    @Test func thePolicyAllowsTheStyleSheetAndNothingElse() {
        let digest = Base64.standard.encode(sha256(PageLayout.style.text))
        #expect(PageLayout.policy.contains("default-src 'none'"))
        #expect(PageLayout.policy.contains("style-src 'sha256-\(digest)'"))
        #expect(!PageLayout.policy.contains("unsafe"))
        let page = PageLayout(title: "t", kind: "k", body: "").html.text
        #expect(page.contains("<style>\(PageLayout.style.text)</style>"))
        #expect(!PageLayout.style.text.contains("<"))
    }
}
