import Encodings
import FoundationEssentials
import Organisation
import SampleOrganisation
import Testing

@testable import AlertDesk

@Suite struct RouteLoadTests {
    private let limit = IncidentLimit(incidents: 3, per: .seconds(600))

    /// Where what comes at these seconds goes: `o` an incident of its own, `n` a new storm, `s` the storm that is there.
    private func places(_ seconds: [Double], _ grouping: Grouping = Grouping()) -> String {
        var load = RouteLoad(now: Samples.monday)
        return seconds.map { second in
            load.now = Samples.monday + second
            switch load.ask(limit, grouping) {
            case .own: return "o"
            case .newStorm:
                load.begin(.init(id: .v7()))
                return "n"
            case .storm: return "s"
            }
        }.joined()
    }

    @Test(
        arguments: [
            ([0, 0, 0, 0, 0], "ooons"),
            // The time moves on with every moment.
            ([0, 300, 590, 599, 600], "ooons"), ([0, 300, 590, 600, 601], "oooon"),
            // What is beyond the limit counts too: a storm that goes on opens nothing more …
            ([0, 0, 0, 150, 300, 450, 600, 750], "ooonssss"), ([0, 0, 0, 200, 400, 600], "ooonso"),
            // … and ends when the route is asked for no more than its limit.
            ([0, 0, 0, 1, 700, 1400, 2100], "ooonooo"),
            // Soon after it is the same storm, later another.
            ([0, 0, 0, 1, 700, 701, 702, 703], "ooonooos"), ([0, 0, 0, 1, 1801, 1801, 1801, 1802], "ooonooon"),
        ] as [([Double], String)])
    func whatIsBeyondTheLimitIsOneStorm(seconds: [Double], places: String) {
        #expect(self.places(seconds) == places)
    }

    @Test func theStormThatIsClosedIsFollowedByAnother() {
        var load = RouteLoad(now: Samples.monday)
        for _ in 0..<3 { _ = load.ask(limit, Grouping()) }
        #expect(load.ask(limit, Grouping()) == .newStorm)
        #expect(load.ask(limit, Grouping()) == .newStorm, "nothing was begun")
    }

    @Test func keepsNoMoreTimesThanItNeeds() {
        var load = RouteLoad(now: Samples.monday)
        for _ in 0..<1000 { _ = load.ask(limit, Grouping()) }
        #expect(load.asked.count == 3)
    }
}
