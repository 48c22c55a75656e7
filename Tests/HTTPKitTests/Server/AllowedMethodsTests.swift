import HTTPTypes
import Testing

@testable import HTTPKit

@Suite struct AllowedMethodsTests {
    @Test func knowsTheMethodsOfAnAddress() {
        let allowed = AllowedMethods([
            ("/api/incidents", .get), ("/api/incidents", .post), ("/api/incidents/:name", .patch),
        ])
        #expect(allowed.methods(of: "/api/incidents/") == [.get, .post])
        #expect(allowed.methods(of: "/api/incidents/INC-1") == [.patch])
        #expect(allowed.methods(of: "/api/incidents/INC-1/more").isEmpty)
    }
}
