import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import SampleOrganisation
import Testing

@testable import IncidentDesk

@Suite struct IncidentSettlementTests {
    private let now = Samples.monday

    private func incident(
        _ status: IncidentStatus, rested: Double?, settles: Double? = nil, pagingEnded: Bool = false
    ) -> IncidentRecord {
        var incident = IncidentRecord(
            id: .v7(), number: 7, title: "Trouble", description: "", status: status, type: "outage", severity: "SEV1",
            priority: "high", visibility: .open, source: .alert, drill: false, alertCount: 1, version: 3,
            at: now - 3600, detectedAt: now - 3600, commander: nil, reporter: nil)
        incident.alertsRestAt = rested.map { now - $0 }
        incident.settlesAt = settles.map { now + $0 }
        incident.pagingEndedAt = pagingEnded ? now - 60 : nil
        if status == .stable { incident.stableAt = now - 30 }
        return incident
    }

    @Test(
        arguments: [
            // At rest for as long as its route asks.
            (.active, 600, 0, false, .stable), (.active, 600, 1, false, .nothing), (.active, 600, nil, false, .nothing),
            // A timer that rings late, or twice, after it fired again, or after people did it.
            (.active, nil, -60, false, .nothing), (.stable, 600, -60, false, .nothing),
            (.closed, 600, -60, true, .nothing), (.closed, nil, -60, true, .nothing),
            // It fires again.
            (.stable, nil, -60, false, .firesAgain(isActivated: true, isPaged: false)),
            (.stable, nil, nil, false, .nothing),
            (.active, nil, nil, true, .firesAgain(isActivated: false, isPaged: true)),
            (.stable, nil, -60, true, .firesAgain(isActivated: true, isPaged: true)),
            (.stable, nil, nil, true, .firesAgain(isActivated: false, isPaged: true)),
        ] as [(IncidentStatus, Double?, Double?, Bool, IncidentSettlement)])
    func theRowSaysWhatIsDue(
        status: IncidentStatus, rested: Double?, settles: Double?, pagingEnded: Bool, due: IncidentSettlement
    ) {
        let incident = incident(status, rested: rested, settles: settles, pagingEnded: pagingEnded)
        #expect(IncidentSettlement(of: incident, at: now) == due)
    }

    @Test func becomesStableAndActiveAgain() {
        var incident = incident(.active, rested: 600, settles: 0, pagingEnded: true)
        let settled = IncidentSettlement.stable.apply(to: &incident, at: now)
        #expect(settled.changes == ["status"])
        #expect(settled.lines.map(\.text) == ["INC-7 is stable by itself: all of its alerts stay resolved"])
        #expect(incident.status == .stable && incident.stableAt == now && incident.version == 4)
        incident.alertsRestAt = nil
        let again = IncidentSettlement(of: incident, at: now + 60).apply(to: &incident, at: now + 60)
        #expect(again.changes == ["status", "firing"])
        #expect(
            again.lines.map(\.text) == [
                "INC-7 is active again: an alert fires", "People are paged again: an alert fires",
            ])
        #expect(incident.status == .active && incident.stableAt == nil && incident.version == 5)
        #expect(incident.settlesAt == nil && incident.pagingEndedAt == nil)
        #expect(IncidentSettlement(of: incident, at: now + 120) == .nothing)
    }
}
