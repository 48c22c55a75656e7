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

    @Test func ofSeveralPathsTheOneThatNamesMostCounts() {
        let allowed = AllowedMethods([
            ("/alerts/{id}", .get), ("/alerts/grafana", .post), ("/alerts/{id}", .delete), ("/{what}/grafana", .put),
        ])
        #expect(allowed.methods(of: "/alerts/grafana") == [.post])
        #expect(allowed.methods(of: "/alerts/other") == [.get, .delete])
        #expect(allowed.methods(of: "/pages/grafana") == [.put])
    }
}
