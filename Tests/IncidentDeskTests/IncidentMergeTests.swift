import Encodings
import FoundationEssentials
import Incident
import SampleOrganisation
import Testing

@testable import IncidentDesk
@testable import IncidentStore

/// Which incidents can be one, and what is said of it to whom.
@Suite struct IncidentMergeTests {
    private func incident(
        _ number: Int64, _ status: IncidentStatus = .active, _ visibility: Visibility = .open, drill: Bool = false
    ) -> IncidentRecord {
        var incident = IncidentRecord(
            id: .v7(), number: number, title: "Trouble \(number)", description: "", status: status, type: "outage",
            severity: "SEV1", priority: "high", visibility: visibility, source: .alert, drill: drill, alertCount: 1,
            version: 3, at: Samples.monday, detectedAt: Samples.monday, commander: nil, reporter: nil)
        incident.stamp(at: Samples.monday)
        return incident
    }

    private func merge(
        _ duplicate: IncidentRecord, _ other: IncidentRecord, _ current: [Merges.Current] = [],
        viewer: Viewer = .stranger
    ) -> IncidentMerge {
        IncidentMerge(duplicate: duplicate, other: other, current: current, viewer: viewer)
    }

    private func row(_ incident: IncidentRecord, into other: IncidentRecord) -> Merges.Current {
        Merges.Current(
            incident: incident.id, isRestricted: incident.visibility == .restricted, into: other.id, name: other.name,
            isIntoRestricted: other.visibility == .restricted, title: other.title)
    }

    private func refusal(_ merge: IncidentMerge) throws -> String {
        try #require(throws: IncidentDeskError.self) { _ = try merge.check() }.detail
    }

    @Test func anOpenIncidentTakesAnother() throws {
        #expect(try merge(incident(1), incident(2)).check())
        #expect(try merge(incident(1, .closed), incident(2, .stable)).check())
        #expect(try merge(incident(1), incident(2, .active, .restricted), viewer: .system).check())
    }

    @Test func whatIsMergedAlreadyIsNotMergedAgain() throws {
        let (one, two, three) = (incident(1, .closed), incident(2), incident(3))
        #expect(try !merge(one, two, [row(one, into: two)]).check())
        let elsewhere = try refusal(merge(one, three, [row(one, into: two)]))
        #expect(elsewhere.contains("INC-1 is a duplicate of INC-2 already"), "\(elsewhere)")
        let chain = try refusal(merge(three, one, [row(one, into: two)]))
        #expect(chain == "INC-1 is itself a duplicate of INC-2: merge into that one")
        let circle = try refusal(merge(two, one, [row(one, into: two)]))
        #expect(circle.contains("INC-1 is itself a duplicate of INC-2: reopen it first"), "\(circle)")
    }

    @Test func aDuplicateOfSomethingHiddenSaysNoName() throws {
        let (one, two, hidden) = (incident(1, .closed), incident(2), incident(77, .active, .restricted))
        #expect(try refusal(merge(one, two, [row(one, into: hidden)])).contains("INC-77") == false)
        #expect(try refusal(merge(two, one, [row(one, into: hidden)])).contains("INC-77") == false)
        #expect(try refusal(merge(two, one, [row(one, into: hidden)], viewer: .system)).contains("INC-77"))
    }

    @Test func whatCannotBeIsRefusedInASentence() throws {
        #expect(try refusal(merge(incident(1), incident(2, .closed))).contains("INC-2 is closed"))
        #expect(
            try refusal(merge(incident(1, drill: true), incident(2))).contains(
                "INC-1 is an exercise, and INC-2 is none"))
        #expect(try refusal(merge(incident(1), incident(2, drill: true))).contains("INC-2 is an exercise"))
        let leak = try refusal(merge(incident(1, .active, .restricted), incident(2), viewer: .system))
        #expect(leak.contains("INC-1 is restricted and INC-2 is not"), "\(leak)")
    }

    /// What the timeline of an open incident says everybody reads; that of a restricted one those in it alone.
    @Test func nothingRestrictedIsSaidWhereItIsOpen() {
        let (open, restricted) = (incident(1), incident(2, .active, .restricted))
        let hidden = merge(open, restricted)
        #expect(
            hidden.ending(2, note: nil)
                == "INC-1 is closed: it is a duplicate of an incident that is restricted; its 2 alerts that fire pass on"
        )
        #expect(hidden.going(0, note: "same host") == "INC-1 is a duplicate of INC-2 (Trouble 1): same host")
        let both = merge(restricted, incident(3, .active, .restricted))
        #expect(both.ending(0, note: nil) == "INC-2 is closed: it is a duplicate of INC-3")
        #expect(both.going(1, note: nil) == "INC-2 is a duplicate of INC-3; its alert that fires passes on")
        #expect(merge(incident(4, .closed), open).ending(0, note: nil) == "INC-4 is a duplicate of INC-1")
    }

    @Test func visibilitiesKeepWhatIsRestrictedSo() throws {
        let (one, two) = (incident(1, .closed, .restricted), incident(2, .active, .restricted))
        let opened = try #require(throws: IncidentDeskError.self) {
            try IncidentMerge.check(.open, of: two, among: [row(one, into: two)])
        }
        #expect(opened.code == .notYet)
        try IncidentMerge.check(.open, of: one, among: [row(one, into: two)])
        let (three, four) = (incident(3, .closed), incident(4))
        let restricted = try #require(throws: IncidentDeskError.self) {
            try IncidentMerge.check(.restricted, of: three, among: [row(three, into: four)])
        }
        #expect(restricted.detail.contains("INC-3 is a duplicate of INC-4, which everybody sees"))
        try IncidentMerge.check(.restricted, of: four, among: [row(three, into: four)])
    }
}
