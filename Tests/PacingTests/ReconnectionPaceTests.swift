import Testing

import Pacing

@Suite struct ReconnectionPaceTests {
    private let range = Duration.milliseconds(100) ... .milliseconds(1000)

    @Test func doublesUpToItsBound() {
        var pace = ReconnectionPace(range)
        let delays = (0..<6).map { _ in pace.delay(after: nil, random: 1) }
        #expect(delays == [100, 200, 400, 800, 1000, 1000].map { Duration.milliseconds($0) })
    }

    @Test func takesOffARandomHalf() {
        var pace = ReconnectionPace(range)
        #expect(pace.delay(after: nil, random: 0) == .milliseconds(50))
        #expect(pace.delay(after: nil, random: 0.5) == .milliseconds(150))
    }

    @Test func beginsAnewAfterAConnectionThatLasted() {
        var pace = ReconnectionPace(range)
        for _ in 0..<5 { _ = pace.delay(after: nil, random: 1) }
        #expect(pace.delay(after: .milliseconds(999), random: 1) == .milliseconds(1000))
        #expect(pace.delay(after: .milliseconds(1000), random: 1) == .milliseconds(100))
    }

    @Test func staysAtItsBoundForEver() {
        var pace = ReconnectionPace(range)
        for _ in 0..<100 { _ = pace.delay(after: nil, random: 1) }
        #expect(pace.delay(after: nil, random: 1) == .milliseconds(1000))
    }
}
