import Contracts
import Incident
import IncidentStore
import SampleOrganisation
import Testing

@testable import IncidentDesk

@Suite struct RoleAssignmentTests {
    private let first = Person(email: "first@example.org", name: "First")
    private let second = Person(email: "second@example.org", name: "Second")

    private func participant(_ person: Person, _ roles: ParticipantRole...) -> ParticipantRecord {
        ParticipantRecord(person: person, roles: roles, engagedBy: "x", joinedAt: Samples.monday)
    }

    private func assign(
        _ role: ParticipantRole, to person: Person, among participants: [ParticipantRecord], note: String? = nil
    ) -> RoleAssignment {
        RoleAssignment(role, to: person, among: participants, actor: "key", note: note, at: Samples.monday)
    }

    @Test func aNewCommanderTakesOver() {
        let assignment = assign(
            .incidentCommander, to: second,
            among: [participant(first, .incidentCommander), participant(second, .participant)])
        #expect(assignment.changed.map(\.person.email) == ["first@example.org", "second@example.org"])
        #expect(assignment.changed.map(\.roles) == [[.participant], [.incidentCommander]])
        #expect(
            assignment.handover == Handover(from: "first@example.org", to: "second@example.org", joins: false))
    }

    @Test func theFormerCommanderKeepsOtherRoles() {
        let assignment = assign(
            .incidentCommander, to: second, among: [participant(first, .reporter, .incidentCommander)])
        #expect(assignment.changed.first?.roles == [.reporter])
        #expect(assignment.taker.engagedBy == "key")
        #expect(assignment.handover == Handover(from: "first@example.org", to: "second@example.org", joins: true))
    }

    @Test func whoHasTheRoleAlreadyChangesNothing() {
        let known = participant(Person(email: "FIRST@example.org", name: "First"), .scribe)
        #expect(assign(.scribe, to: first, among: [known]).changed.isEmpty)
        #expect(assign(.scribe, to: second, among: [known]).handover == nil)
        #expect(assign(.incidentCommander, to: first, among: [known]).handover?.from == nil)
    }

    @Test(arguments: [ParticipantRole.incidentCommander, .liaison, .scribe]) func oneHasItAtATime(role: ParticipantRole)
    {
        let assignment = assign(role, to: second, among: [participant(first, role, .reporter)], note: "my shift ends")
        #expect(assignment.changed.map(\.roles) == [[.reporter], [role]])
        #expect(assignment.line == "Second is now \(role.title), in the place of First: my shift ends")
    }

    @Test(arguments: [ParticipantRole.reporter, .participant, .observer]) func severalHaveIt(role: ParticipantRole) {
        let assignment = assign(role, to: second, among: [participant(first, role)])
        #expect(assignment.changed.map(\.person.email) == ["second@example.org"] && assignment.former == nil)
    }

    @Test func whoFollowsItAndWorksOnItIsAParticipant() {
        #expect(assign(.participant, to: first, among: [participant(first, .observer)]).taker.roles == [.participant])
        #expect(assign(.observer, to: first, among: [participant(first, .participant)]).taker.roles == [.observer])
        #expect(
            assign(.participant, to: first, among: [participant(first, .scribe)]).taker.roles == [
                .scribe, .participant,
            ])
    }

    @Test func aNewcomerIsIntroducedWithoutATitle() {
        let ana = Person(email: "ana@example.org", name: "Ana", team: "Payments", location: "Lisbon")
        #expect(assign(.participant, to: ana, among: []).line == "Ana (Payments, Lisbon) joined as participant")
        #expect(assign(.scribe, to: ana, among: []).line == "Ana (Payments, Lisbon) is now scribe")
        #expect(assign(.scribe, to: ana, among: [participant(ana, .observer)]).line == "Ana is now scribe")
    }
}
