import Capabilities
import Curl
import Testing

@testable import VendorCalls

@Suite struct ProviderErrorTests {
    private static let change = VendorCall("ticket.create", "POST", "/tickets")
    private static let search = VendorCall("ticket.find", "GET", "/tickets")

    @Test(arguments: [
        (400, ProviderError.Remedy.giveUp, false, false), (401, .giveUp, false, false), (404, .giveUp, false, false),
        (302, .giveUp, false, false), (422, .giveUp, false, false), (408, .retry, true, true),
        (409, .retry, true, false), (425, .retry, false, false), (429, .retry, false, true), (500, .retry, true, true),
        (502, .retry, true, true), (503, .retry, true, true),
    ])
    func statuses(status: Int, remedy: ProviderError.Remedy, mayHaveHappened: Bool, isOutage: Bool) {
        let error = ProviderError(HTTPResponse(status: status), provider: "tools", call: Self.change)
        #expect(error.remedy == remedy)
        #expect(error.mayHaveHappened == mayHaveHappened)
        #expect(error.isOutage == isOutage)
        #expect(!ProviderError(HTTPResponse(status: status), provider: "tools", call: Self.search).mayHaveHappened)
    }

    @Test(arguments: [429, 503, 500])
    func retryAfterIsPassedOn(status: Int) {
        let response = HTTPResponse(status: status, headers: ["Retry-After": "17"])
        #expect(ProviderError(response, provider: "tools", call: Self.change).remedy == .retryAfter(.seconds(17)))
    }

    @Test func problemDetailsAreShownCleaned() {
        let body = Array(#"{"title":"No","detail":"a\n\u001bb"}"#.utf8)
        let error = ProviderError(HTTPResponse(status: 422, body: body), provider: "tools", call: Self.change)
        #expect(error.detail == "it answered with 422: No: ab")
        #expect("\(error)" == "tools could not do ticket.create: it answered with 422: No: ab (http-422)")
    }

    @Test(arguments: [
        (CurlError.Code.connect, false, ProviderError.Remedy.retry, false, true),
        (.timeout, true, .retry, true, true), (.connectionLost, true, .retry, true, true),
        (.certificate, false, .retry, false, true), (.destinationRefused, false, .giveUp, false, false),
        (.responseTooLarge, true, .giveUp, true, false), (.cancelled, true, .retry, true, false),
    ])
    func withoutAnswer(
        code: CurlError.Code, wasSent: Bool, remedy: ProviderError.Remedy, mayHaveHappened: Bool, isOutage: Bool
    ) {
        let failure = CurlError(code, wasSent: wasSent, detail: "tools.example.org:443")
        let error = ProviderError(failure, provider: "tools", call: Self.change)
        #expect(error.remedy == remedy)
        #expect(error.mayHaveHappened == mayHaveHappened)
        #expect(error.isOutage == isOutage)
    }

    /// A vendor whose token is exchanged while processes run: the message waits for that, and the circuit opens.
    @Test func aRefusedTokenIsWaitedForWhereItCanBeExchanged() {
        let dialect = VendorDialect(retriesRefusedTokens: true) { _ in nil }
        let error = ProviderError(
            HTTPResponse(status: 401), provider: "tools", call: Self.change, dialect: dialect)
        #expect(error.remedy == .retry && error.isOutage && !error.mayHaveHappened)
        #expect(error.code == "token-refused")
    }

    /// A limit of one method is no outage of the others.
    @Test func aLimitOfOneMethodOpensNoCircuit() {
        let error = ProviderError(
            HTTPResponse(status: 429), provider: "tools", call: Self.change, limitsMethods: true)
        #expect(!error.isOutage && error.remedy == .retry)
    }
}
