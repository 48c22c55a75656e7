import Testing

@testable import Curl

@Suite struct ErrorCodesTests {
    @Test func cleansForeignText() {
        let text = ErrorCodes.clean("535 no\r\nFAKE LOG hunter22 \u{1b}[31m", without: ["hunter22"])
        #expect(text == "535 no  FAKE LOG ***  [31m")
        #expect(ErrorCodes.clean(String(repeating: "x", count: 5000), without: []).count == 200)
    }

    @Test(arguments: [(450, true), (421, true), (550, false), (535, false)])
    func mailRefusals(reply: Int, isRetriable: Bool) {
        #expect(CurlError(.smtp(reply), wasSent: false, detail: "").isRetriable == isRetriable)
    }
}
