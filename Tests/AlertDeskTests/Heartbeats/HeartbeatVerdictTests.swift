import FoundationEssentials
import Incident
import Organisation
import Testing

@testable import AlertDesk

@Suite struct HeartbeatVerdictTests {
    private let beat = Date(timeIntervalSince1970: 1_767_603_600)

    /// Heard at 0, patient for 300 s; times are in seconds after the beat.
    private func verdict(due: Double = 300, moved: Double, now: Double, patience: Duration = .seconds(300))
        -> HeartbeatVerdict
    {
        HeartbeatVerdict(
            beatAt: beat, dueAt: beat + due, patience: patience, movedAt: beat + moved, now: beat + now)
    }

    @Test func whatIsLookedAtInTimeIsMissing() {
        #expect(verdict(moved: 300, now: 300) == .missing)
        #expect(verdict(moved: 359, now: 360) == .missing)
        // Carried out late, by a broker that was away: it was looked at in time.
        #expect(verdict(moved: 301, now: 4000) == .missing)
    }

    @Test func whatNobodyCouldHearGetsItsTimeOnceMore() {
        #expect(verdict(moved: 361, now: 362) == .deaf(until: beat + 662))
        #expect(verdict(moved: 4000, now: 4000) == .deaf(until: beat + 4300))
        #expect(verdict(due: 4300, moved: 4300, now: 4300) == .missing)
    }

    @Test func aTimerOfAnEarlierBeatOnlyAsksAgain() {
        #expect(verdict(moved: 200, now: 200) == .early(beat + 300))
        // The configuration is more patient now.
        #expect(verdict(moved: 300, now: 300, patience: .seconds(600)) == .early(beat + 600))
    }

    @Test func theAlertIsOneOfItsSource() {
        let heartbeat = Heartbeat(
            name: "backup", source: "batch", interval: .seconds(300), failures: 3, severity: .error,
            labels: ["team": "db"])
        #expect(heartbeat.patience == .seconds(900))
        let heard = HeartbeatRecord.Heard(
            beatAt: beat, beats: 7, dueAt: beat + 900, missedAt: nil, alert: nil)
        let alert = HeartbeatWatch.alert(heartbeat, heard)
        #expect(alert.dedupKey == "heartbeat/backup" && alert.severity == .error)
        #expect(alert.title == "Heartbeat backup is missing" && alert.labels == ["team": "db", "heartbeat": "backup"])
        #expect(
            alert.description == "batch says every 300 s that all is well. It was heard last at "
                + "2026-01-05T09:00:00.000Z, and 3 in a row stayed away.")
        #expect(HeartbeatRecord(heartbeat: heartbeat, heard: nil).state == .waiting)
        #expect(HeartbeatRecord(heartbeat: heartbeat, heard: heard).state == .alive)
    }
}
