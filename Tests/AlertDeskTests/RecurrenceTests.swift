import Encodings
import Encodings
import Foundation
import Incident
import Organisation
import SampleOrganisation
import Testing

@testable import AlertDesk

@Suite struct RecurrenceTests {
    private let closedAt = Samples.monday - 3600

    /// Of an alert that is said again an hour after its incident was closed.
    private func recurrence(
        _ occasion: NormalisedAlert.Occasion? = nil, beganAfterClosing began: TimeInterval? = nil,
        quiet: Duration = .zero, known: AlertSeverity = .critical, hasOwnKey: Bool = true
    ) throws -> Recurrence {
        var alert = Samples.alert("a")
        alert.occasion = occasion
        alert.startedAt = began.map { closedAt + $0 }
        alert.hasOwnKey = hasOwnKey
        var decision = RoutingDecision(alert, source: "s", in: try Samples.organisation())
        decision.rule?.quietAfterClosing = quiet
        let open = AlertState.Open(
            severity: known, title: "", outcome: .incident, lastAt: closedAt - 60,
            incident: .init(id: .v7(), number: 7, closedAt: closedAt))
        return Recurrence(alert, decision, after: open, closedAt: closedAt, at: Samples.monday)
    }

    @Test func theSenderDecidesWhereItTells() throws {
        #expect(try recurrence(.first, beganAfterClosing: -60, quiet: .seconds(7200)) == .anew)
        #expect(try recurrence(.repetition) == .still)
        #expect(try recurrence(.change, beganAfterClosing: -60) == .still)
    }

    @Test func theRouteDecidesForOthers() throws {
        #expect(try recurrence() == .anew)
        #expect(try recurrence(quiet: .seconds(3600)) == .anew)
        #expect(try recurrence(quiet: .seconds(3601)) == .still)
        #expect(try recurrence(.change, quiet: .seconds(3601)) == .still)
        #expect(try recurrence(.change) == .anew)
    }

    @Test func whatBeganAfterTheClosingIsAlwaysNew() throws {
        #expect(try recurrence(beganAfterClosing: 1, quiet: .seconds(7200)) == .anew)
        #expect(
            try recurrence(.repetition, beganAfterClosing: 1) == .anew,
            "it flapped, and the group's repetition is the first to tell")
        #expect(
            try recurrence(beganAfterClosing: 3900, quiet: .seconds(7200)) == .still,
            "a beginning in the future is none")
    }

    @Test func whatIsWorseThanItWasIsNew() throws {
        #expect(try recurrence(quiet: .seconds(7200), known: .warning) == .anew)
    }

    @Test func aCopyOfAnEventWithoutKeyIsNeverNew() throws {
        #expect(try recurrence(.first, hasOwnKey: false) == .still)
    }
}
