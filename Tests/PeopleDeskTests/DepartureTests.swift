import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import SampleOrganisation
import TaskStore
import Tasks
import Testing

@testable import PeopleDesk

/// Who may leave, and what they are told who may not yet.
@Suite struct DepartureTests {
    private func participant(_ roles: ParticipantRole...) -> ParticipantRecord {
        ParticipantRecord(
            person: Person(email: "ana@example.org", name: "Ana"), roles: roles, engagedBy: "test",
            joinedAt: Samples.monday)
    }

    private var task: TaskRecord {
        TaskRecord(
            id: .v7(), incidentID: .v7(), incident: "INC-1",
            content: TaskContent(
                text: "Restart", owner: "ana@example.org", assignees: [], due: Samples.monday,
                dueSetAt: Samples.monday, priority: .medium),
            source: .api, sourceKey: nil, url: nil, createdAt: Samples.monday, createdBy: "test")
    }

    @Test func whoHasNothingToHandOverMayGo() {
        #expect(Departure.obstacle(of: participant(.scribe, .participant), [], in: "INC-1") == nil)
    }

    @Test func whatIsToBeHandedOverIsSaidWithTheCommandThatDoesIt() throws {
        let command = try #require(Departure.obstacle(of: participant(.incidentCommander), [], in: "INC-1"))
        #expect(
            command == "ana@example.org leads INC-1: hand over the command "
                + "(`muster incident role INC-1 incident_commander EMAIL`) first, or insist")
        let both = try #require(Departure.obstacle(of: participant(.incidentCommander), [task, task], in: "INC-1"))
        #expect(both.hasPrefix("ana@example.org leads INC-1 and has 2 open tasks of it: hand over the command"))
        #expect(both.contains("`muster task list INC-1 --person ana@example.org`"))
    }

    @Test func theTimelineSaysWhoWentHow() {
        #expect(
            Departure(reason: "off duty").line(of: participant(.participant), from: "INC-1") == "Ana left: off duty")
        #expect(
            Departure(isRemoval: true).line(of: participant(.incidentCommander), from: "INC-1")
                == "Ana was removed. INC-1 has no incident commander now")
    }
}
