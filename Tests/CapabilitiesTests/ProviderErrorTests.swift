import Capabilities
import Testing

@Suite struct ProviderErrorTests {
    @Test func namesProviderOperationAndCode() {
        let error = ProviderError(
            provider: "tracker", operation: "ticket.create", remedy: .retry, code: "http-500",
            detail: "the server failed", mayHaveHappened: true, isOutage: true)
        #expect(error.description == "tracker could not do ticket.create: the server failed (http-500)")
    }
}
