import Testing

@testable import IncidentStore

@Suite struct TimelineKindTests {
    @Test(arguments: [
        TimelineKind.opened, .status, .changed, .participant, .resource, .assembled, .notice, .other("teleported"),
    ])
    func everyKindIsReadAsItWasWritten(kind: TimelineKind) {
        #expect(TimelineKind(rawValue: kind.rawValue) == kind)
    }
}
