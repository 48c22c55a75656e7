import Testing

@testable import SignInDesk

@Suite struct SignInRulesTests {
    @Test(arguments: [
        nil, "", "incidents", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "/\n//x",
        "javascript:alert(1)", "/%0d%0aLocation:\u{20}x y", "/sign-in", "/Sign-In/abc", "/sign-in?next=/", "/",
        "/" + String(repeating: "a", count: 500), "/ö",
    ])
    func whatCouldLeadElsewhereLeadsToTheStart(text: String?) {
        #expect(ReturnPath(text) == .start)
    }

    @Test(arguments: ["/incidents/INC-1", "/incidents?status=active&words=a%20b", "/report", "/sign-insurance"])
    func pagesOfMusterAreReturnedTo(text: String) {
        #expect(ReturnPath(text).description == text)
    }

    @Test func aLinkIsGoodForAMinuteToAWeek() {
        let rules = SignInRules()
        #expect(rules.life(nil) == rules.linkLife)
        #expect(rules.life(.seconds(59)) == nil)
        #expect(rules.life(.seconds(60)) == .seconds(60))
        #expect(rules.life(rules.longestLink) == rules.longestLink)
        #expect(rules.life(rules.longestLink + .seconds(1)) == nil)
    }
}
