import Contracts
import Incident
import JSON
import Testing

@testable import ResourceCreator

extension DatabaseTests {
    @Suite struct NewerReleaseTests {
        @Test func aWorkerHandlesByWhatANewerReleaseApplied() async throws {
            let types: JSON = [
                [
                    "name": "outage", "commander": "primary-oncall@example.org", "cost_model": "eu",
                    "resources": ["ticket", "hologram"],
                ]
            ]
            try await Bench.with(types: types, newer: ["teams": [["name": "payments"]]]) { bench in
                let incident = try await bench.open()
                let opened = IncidentOpened(
                    incident: incident, title: "Payments are refused", type: "outage", severity: "high",
                    priority: "p1", visibility: .open, source: .report, drill: false)
                let announced = try await bench.deliver(opened, about: incident)
                #expect(try announced.all(ResourceCreated.self).map(\.resource) == [.ticket])
                #expect(try announced.all(IncidentAssembled.self).count == 1)
            }
        }
    }
}
