import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import OnCall
import Organisation
import SampleOrganisation
import Silencing
import Testing

@testable import AlertDesk

@Suite struct AlertHoldTests {
    private func silence(_ matchers: String, hours: Double = 2, reason: String = "upgrade") throws -> Silence {
        Silence(
            id: .v7(), matchers: try MatcherSyntax.read(matchers), from: Samples.monday - 3600,
            until: Samples.monday + hours * 3600, reason: reason, author: "ops@example.org")
    }

    /// Samples.monday is 2026-01-05, 09:00 in UTC.
    private func window(_ name: String, _ matchers: String, until hour: Int) throws -> MaintenanceWindow {
        MaintenanceWindow(
            name: name, matchers: try MatcherSyntax.read(matchers),
            hours: RecurringHours(hours: DutyHours(days: [.monday], from: 8 * 3600, until: hour * 3600)),
            timezone: "UTC", reason: "patches")
    }

    private func hold(
        _ silences: [Silence], _ windows: [MaintenanceWindow] = [], team: String? = "db"
    ) throws -> AlertHold? {
        var organisation = try Samples.organisation()
        organisation.maintenance = windows
        let holds = AlertHolds(silences, in: organisation, at: Samples.monday)
        return holds.hold(Samples.alert("a", team: team), from: "prometheus")
    }

    @Test func allMatchersOfASilenceMustMatch() throws {
        let silence = try silence(#"team=db,severity=critical,source="prometheus""#)
        let held = try #require(try hold([silence]))
        #expect(held.rule == .silence(silence.id))
        #expect(held.reason == "silence \(UUIDText.string(from: silence.id)) of ops@example.org holds it back: upgrade")
        #expect(try hold([silence], team: "web") == nil)
        #expect(try hold([try self.silence("team=db,zone=a")]) == nil)
        #expect(try hold([]) == nil)
    }

    @Test func theSendersLabelsWinOverWhatMusterKnows() throws {
        var alert = Samples.alert("a")
        #expect(alert.label("severity", from: "p") == "critical" && alert.label("source", from: "p") == "p")
        #expect(alert.label("title", from: "p") == "Trouble with a" && alert.label("dedup_key", from: "p") == "a")
        #expect(alert.label("format", from: "p") == "native" && alert.label("none", from: "p") == "")
        alert.labels = ["severity": "page", "source": "rack"]
        #expect(alert.label("severity", from: "p") == "page" && alert.label("source", from: "p") == "rack")
    }

    @Test func ofSeveralTheLongestDecidesAndASilenceBeforeAWindow() throws {
        let (short, long) = (try silence("team=db", hours: 1), try silence("team=~d.", hours: 3))
        #expect(try hold([short, long])?.rule == .silence(long.id))
        #expect(try hold([long, short])?.rule == .silence(long.id))
        let windows = [try window("short", "team=db", until: 10), try window("long", "team=db", until: 12)]
        let held = try #require(try hold([], windows))
        #expect(held.rule == .maintenance("long") && held.until == Samples.monday + 3 * 3600)
        #expect(held.reason == "maintenance window long holds it back: patches")
        #expect(try hold([short], windows)?.rule == .silence(short.id))
        #expect(try hold([], [try window("over", "team=db", until: 9)]) == nil)
    }

    @Test func aWindowWithoutItsZoneHoldsNothing() throws {
        let window = MaintenanceWindow(
            name: "w", matchers: try MatcherSyntax.read("team=db"),
            hours: RecurringHours(hours: DutyHours(from: 0, until: 86_400)), timezone: "Nowhere/None")
        #expect(try hold([], [window]) == nil)
    }

    // MARK: Plans

    private func key(_ key: String) -> AlertKey { AlertKey(source: "prometheus", key: key) }

    private func plan(
        _ submission: AlertSubmission, _ state: AlertState = AlertState(), silences: [Silence] = []
    ) throws -> AlertPlan {
        let organisation = try Samples.organisation()
        let holds = AlertHolds(silences, in: organisation, at: Samples.monday)
        return AlertPlan(
            [RoutedSubmission(submission, in: organisation).held(by: holds)], state: state, candidates: [:],
            organisation: organisation, at: Samples.monday)
    }

    private func held() -> (id: UUID, state: AlertState) {
        let id = UUID.v7()
        let known = AlertState.Open(
            severity: .critical, title: "Trouble with a", outcome: .silenced, lastAt: Samples.monday - 60, incident: nil
        )
        return (id, AlertState(openIDs: [key("a"): id], open: [id: known]))
    }

    @Test func aHeldAlertIsStoredAndOpensNothing() throws {
        let plan = try plan(
            Samples.submission(Samples.alert("a"), Samples.alert("a", group: "g")), silences: [silence("source=~.+")])
        #expect(plan.openings.isEmpty && plan.groups.isEmpty)
        #expect(plan.newAlerts.map(\.outcome) == [.silenced] && plan.newAlerts[0].decision.route == nil)
        #expect(plan.held.map(\.alert.id) == plan.newAlerts.map(\.id))
    }

    @Test func whatIsSaidAgainOnceNothingHoldsItIsRouted() throws {
        let (id, state) = held()
        let silences = [try silence("source=~.+")]
        let still = try plan(Samples.submission(Samples.alert("a")), state, silences: silences)
        #expect(still.rerouted.isEmpty && still.released.isEmpty && still.repeats.mapValues(\.times) == [id: 1])
        let free = try plan(Samples.submission(Samples.alert("a")), state)
        #expect(free.rerouted.map(\.outcome) == [.incident] && free.openings.count == 1)
        #expect(free.released == [id])
    }

    @Test func aRecoveryRoutesCountsNothingAndOpensNoneAnew() throws {
        let (id, state) = held()
        let recovery = AlertSubmission(recovering: [Samples.alert("a")], of: "prometheus", trace: nil)
        let free = try plan(recovery, state)
        #expect(free.rerouted.map(\.id) == [id] && free.openings.count == 1 && free.repeats.isEmpty)
        // Another silence holds it back still, and is written down as the one that does.
        let other = try silence("source=~.+")
        let still = try plan(recovery, state, silences: [other])
        #expect(still.openings.isEmpty && still.released.isEmpty)
        #expect(still.held.map(\.hold.rule) == [.silence(other.id)])
        // It is over by now, or was routed before.
        let over = try plan(recovery)
        #expect(over.newAlerts.isEmpty && over.openings.isEmpty && over.openID(of: key("a")) == nil)
        var routed = state
        routed.open[id]?.outcome = .incident
        routed.open[id]?.incident = .init(id: .v7(), number: 7)
        let twice = try plan(recovery, routed)
        #expect(twice.rerouted.isEmpty && twice.openings.isEmpty && twice.repeats.isEmpty)
    }

    @Test func theEndOfAHeldAlertReleasesIt() throws {
        let (id, state) = held()
        let plan = try plan(Samples.submission(Samples.alert("a", .resolve)), state)
        #expect(plan.released == [id] && plan.resolutions.map(\.id) == [id])
    }
}
