import Contracts
import Incident
import JSON
import Organisation
import TestServers
import Testing
import WorkerKit

@testable import ResourceCreator

extension DatabaseTests {
    @Suite struct GapTests {
        private static let broken: JSON = [
            ["name": "outage", "commander": "primary-oncall@example.org", "document_template": "{{#never.closed}}"]
        ]
        private static let whole: JSON = [["name": "outage", "commander": "primary-oncall@example.org"]]

        private func opened(_ incident: IncidentReference) -> IncidentOpened {
            IncidentOpened(
                incident: incident, title: "Payments are refused", type: "outage", severity: "high", priority: "p1",
                visibility: .open, source: .report, drill: false)
        }

        @Test func aGapLeavesTheIncidentUsableAndIsClosedByAReplay() async throws {
            try await Bench.with(types: Self.broken) { bench in
                let incident = try await bench.open()
                let announced = try await bench.deliver(opened(incident), about: incident)
                #expect(try announced.all(ResourceFailed.self).map(\.resource) == [.document])
                #expect(try announced.all(ResourceCreated.self).count == 6)
                #expect(try announced.all(IncidentAssembled.self).isEmpty)
                // What is there is linked although something is missing.
                #expect(try await bench.value("select count(*) from native.bookmark") == "6")
                let gap = "select state || ' ' || attempts || ' ' || error from core.resource where kind = 'document'"
                #expect(
                    try await bench.value(gap)?.hasPrefix("failed 1 a template of the incident type `outage`") == true)

                try await bench.configure(types: Self.whole)
                try await bench.waitForConfiguration()
                let replayed = try await bench.deliver(
                    CreateResource(incident: incident, resource: .document), about: incident)
                #expect(try replayed.all(IncidentAssembled.self).count == 1)
                #expect(
                    try await bench.value(
                        "select state || ' ' || attempts || ' ' || (error is null) from core.resource where kind = 'document'"
                    )
                        == "created 2 true")
                #expect(try await bench.value("select count(*) from native.bookmark") == "7")
            }
        }

        @Test func whatNeedsAGapSaysWhatItWaitsForAndIsMadeAfterAReplay() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.plan(incident)
                let failure = Failure(.deadLetter, code: "http-500", detail: "storage is away", place: "create")
                let gap = ResourceGap(
                    lock: IncidentLock(incident: incident, cause: nil), kind: .storage, failure: failure)
                let announced = try await bench.write { try await gap.write(in: $0) }
                #expect(announced.map(\.type) == [ResourceFailed.type])
                #expect(
                    try await bench.database.run(
                        sql:
                            "select kind || ' ' || state || ' ' || error from core.resource where error is not null order by 1"
                    )
                        == [
                            "document pending it waits for the storage, which could not be made",
                            "sheet pending it waits for the storage, which could not be made",
                            "storage failed storage is away",
                        ])
                let blocked = try await bench.deliver(
                    CreateResource(incident: incident, resource: .document), about: incident)
                #expect(try blocked.all(ResourceCreated.self).isEmpty)

                let replayed = try await bench.deliver(
                    CreateResource(incident: incident, resource: .storage), about: incident)
                #expect(try replayed.all(ResourceCreated.self).map(\.resource).count == 3)
                #expect(try await bench.value("select count(*) from core.resource where error is not null") == "0")
            }
        }

        @Test func givingUpWhatIsThereChangesNothing() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.deliver(opened(incident), about: incident)
                let gap = ResourceGap(
                    lock: IncidentLock(incident: incident, cause: nil), kind: .ticket,
                    failure: Failure(.deadLetter, code: "late", detail: "late"))
                let announced = try await bench.write { try await gap.write(in: $0) }
                #expect(announced.isEmpty)
                #expect(try await bench.value("select state from core.resource where kind = 'ticket'") == "created")
            }
        }
    }
}

extension Bench {
    /// The configuration is read again after two seconds.
    fileprivate func waitForConfiguration() async throws {
        try await eventually("the new configuration is read") {
            try await environment.organisation.current().incidentTypes[0].documentTemplate == nil
        }
    }
}
