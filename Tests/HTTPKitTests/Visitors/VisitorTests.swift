import Digests
import Testing

@testable import HTTPKit

@Suite struct VisitorTests {
    @Test func aTokenComesBackAsItWasGiven() throws {
        let token = SessionToken()
        let cookie = token.setting(life: .seconds(60))
        #expect(cookie.hasPrefix("__Host-muster=\(token.text); Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax"))
        #expect(SessionToken(cookies: "a=b; __Host-muster=\(token.text)") == token)
        #expect(token.digest == sha256(token.text) && token.formToken != token.text)
        #expect(SessionToken().formToken != token.formToken)
    }

    @Test(arguments: [
        nil, "", "muster=x", "__Host-muster=", "__Host-muster=short", "__host-muster=TOKEN",
        "__Host-muster=TOKEN; __Host-muster=TOKEN", "__Host-muster=TOKEN TOKEN",
    ])
    func otherCookiesAreNoToken(cookies: String?) {
        let token = SessionToken().text
        #expect(SessionToken(cookies: cookies?.replacing("TOKEN", with: token)) == nil)
    }

    @Test(
        arguments: [
            ("same-origin", "null", true), ("none", nil, true), ("cross-site", "https://muster.example.org", false),
            ("same-site", "https://muster.example.org", false), (nil, "https://muster.example.org", true),
            (nil, "https://MUSTER.example.org", true), (nil, "https://evil.example", false), (nil, "null", false),
            (nil, "https://muster.example.org.evil.example", false), (nil, nil, true),
        ] as [(String?, String?, Bool)])
    func formsOfOtherOriginsAreRefused(site: String?, origin: String?, isOwn: Bool) {
        #expect(RequestOrigin.isOwn(fetchSite: site, origin: origin, host: "muster.example.org") == isOwn)
    }

    @Test func aFormIsReadAsBrowsersSendIt() throws {
        let type = "application/x-www-form-urlencoded;charset=UTF-8"
        let form = try FormBody(Array("title=a+b%2Bc&text=one%0D%0Atwo&empty=&last".utf8), type: type)
        #expect(form["title"] == "a b+c" && form["text"] == "one\ntwo" && form["empty"] == "" && form["none"] == "")
        for body in ["a=%zz", "a=%ff", "a=1&a=2", String(repeating: "a&", count: 200)] {
            #expect(throws: Problem.self, "\(body)") { try FormBody(Array(body.utf8), type: type) }
        }
        #expect(throws: Problem.self) { try FormBody([], type: "application/json") }
        #expect(throws: Problem.self) { try FormBody([], type: nil) }
    }
}
