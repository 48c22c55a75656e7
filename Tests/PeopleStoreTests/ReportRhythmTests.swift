import FoundationEssentials
import Testing

@testable import PeopleStore

@Suite struct ReportRhythmTests {
    private let opened = Date(timeIntervalSince1970: 1_767_603_600)
    private func minutes(_ count: Double) -> Date { opened.addingTimeInterval(count * 60) }

    @Test func aReminderComesAnIntervalAfterWhatHappenedLast() {
        var rhythm = ReportRhythm(activeSince: opened)
        #expect(rhythm.dueAt(every: 3600, remindedAt: nil) == minutes(60))
        rhythm.reportedAt = minutes(20)
        #expect(rhythm.dueAt(every: 3600, remindedAt: nil) == minutes(80))
        #expect(rhythm.dueAt(every: 3600, remindedAt: minutes(80)) == minutes(140))
    }

    /// Nothing was sent for ten hours: one reminder is due, and the next an interval after that was sent.
    @Test func whatWasMissedIsOneReminder() {
        let rhythm = ReportRhythm(activeSince: opened)
        #expect(rhythm.newest(every: 3600, remindedAt: nil, at: minutes(610)) == minutes(600))
        #expect(rhythm.newest(every: 3600, remindedAt: minutes(601), at: minutes(610)) == nil)
        #expect(rhythm.dueAt(every: 3600, remindedAt: minutes(601)) == minutes(661))
    }

    @Test func whoPutsItOffIsNotRemindedBefore() {
        let rhythm = ReportRhythm(activeSince: opened, delayedUntil: minutes(90))
        #expect(rhythm.dueAt(every: 3600, remindedAt: nil) == minutes(90))
        #expect(rhythm.dueAt(every: 3600, remindedAt: minutes(90)) == minutes(150), "after it everything is as before")
    }
}
