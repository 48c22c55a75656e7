import FoundationEssentials
import Testing

@testable import Nights

@Suite struct IncidentTimesTests {
    private let reported = Date(timeIntervalSince1970: 1_772_409_600)

    @Test func eachIsToldFromTheReport() {
        let times = IncidentTimes(
            detected: reported - 60, reported: reported, assembled: reported + 5.9, acknowledged: reported + 120,
            stable: reported + 3600, closed: reported + 7200, asOf: reported + 86_400)
        #expect((times.detect, times.assemble, times.acknowledge) == (60, 5, 120))
        #expect((times.stabilise, times.close) == (3600, 7200))
    }

    @Test func whatHappensLaterIsNotKnownYet() {
        let times = IncidentTimes(
            detected: reported, reported: reported, assembled: reported + 10, acknowledged: nil,
            stable: reported + 3600, closed: reported + 7200, asOf: reported + 3600)
        #expect((times.detect, times.assemble, times.acknowledge) == (0, 10, nil))
        #expect((times.stabilise, times.close) == (nil, nil))
    }

    @Test func whatCannotBeIsNoLength() {
        let times = IncidentTimes(
            detected: reported + 60, reported: reported, assembled: nil, acknowledged: reported - 1, stable: nil,
            closed: nil, asOf: reported + 86_400)
        #expect((times.detect, times.acknowledge) == (nil, nil))
    }
}
