import FoundationEssentials
import Incident
import JSON
import IncidentStore
import SampleOrganisation
import Testing

@testable import IncidentDesk

@Suite struct IncidentChangeTests {
    private func record() throws -> IncidentRecord {
        let draft = try ReportRequest(JSONReader(["title": "Down"])).draft(
            in: Samples.organisation(), actor: "key")
        return IncidentOpening(draft, in: try Samples.organisation(), at: Samples.monday).record(number: 3)
    }

    private func change(_ json: JSON, _ record: inout IncidentRecord, at time: Date = Samples.monday) throws -> [String]
    {
        try IncidentChange(JSONReader(json)).apply(to: &record, at: time).map(\.field)
    }

    @Test func changesWhatIsSaidAndTheVersionOnce() throws {
        var record = try record()
        #expect(try change(["severity": "SEV1", "title": "Up"], &record) == ["severity", "title"])
        #expect(record.severity == "SEV1")
        #expect(record.title == "Up")
        #expect(record.version == 2)
    }

    @Test func nothingNewIsNoChange() throws {
        var record = try record()
        #expect(try change(["severity": "SEV2", "status": "active"], &record).isEmpty)
        #expect(record.version == 1)
    }

    @Test func timesFollowTheStatus() throws {
        var record = try record()
        let later = Samples.monday.addingTimeInterval(60)
        _ = try change(["status": "stable"], &record, at: later)
        #expect(record.stableAt == later && record.closedAt == nil)
        let end = later.addingTimeInterval(60)
        _ = try change(["status": "closed"], &record, at: end)
        #expect(record.stableAt == later && record.closedAt == end)
        _ = try change(["status": "active"], &record, at: end)
        #expect(record.stableAt == nil && record.closedAt == nil)
    }
}
