import HummingbirdCore
import Testing

@testable import HTTPKit

@Suite struct PathTests {
    @Test func theTokenOfACalendarIsNotLogged() {
        #expect(Request.withoutTokens("/oncall/secret/people/a.ics") == "/oncall/…/people/a.ics")
        #expect(Request.withoutTokens("/p/secret") == "/p/…")
        #expect(Request.withoutTokens("/j/secret") == "/j/…")
        #expect(Request.withoutTokens("//oncall//secret/x") == "/oncall/…/x")
        #expect(Request.withoutTokens("/api/v1/oncall/payments") == "/api/v1/oncall/payments")
        #expect(Request.withoutTokens("/oncall") == "/oncall")
    }
}
