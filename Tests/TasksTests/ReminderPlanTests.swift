import FoundationEssentials
import Tasks
import Testing

@Suite struct ReminderPlanTests {
    private static let hour: TimeInterval = 3600
    private static let day: TimeInterval = 86_400
    private let made = Date(timeIntervalSince1970: 1_767_603_600)

    private func plan(dueIn seconds: TimeInterval, _ priority: TaskPriority = .medium) -> ReminderPlan {
        ReminderPlan(
            TaskContent(
                text: "x", owner: nil, assignees: [], due: at(seconds), dueSetAt: made, priority: priority))
    }

    private func at(_ seconds: TimeInterval) -> Date { made.addingTimeInterval(seconds) }

    /// When there are reminders, if somebody looks whenever there is something to look for.
    private func reminders(_ plan: ReminderPlan, _ count: Int) -> [TimeInterval] {
        var times: [Date] = []
        var now = made
        while times.count < count {
            now = plan.next(after: now)
            times.append(now)
        }
        return times.map { $0.timeIntervalSince(made) / Self.day }
    }

    @Test func beforeItIsDueThenEachDayThenEachWeek() {
        #expect(
            reminders(plan(dueIn: Self.day), 12) == [0.75, 1, 2, 3, 4, 5, 6, 7, 8, 15, 22, 29])
        #expect(reminders(plan(dueIn: 7 * Self.day), 3) == [6, 7, 8])
    }

    /// At every hour of two months: what is newest was due, and nothing lies between it and what comes next.
    @Test func nextFollowsOnTheNewest() throws {
        let plan = plan(dueIn: Self.day)
        let times = reminders(plan, 20).map { at($0 * Self.day) }
        for hour in 0..<1440 {
            let now = at(Double(hour) * Self.hour)
            #expect(plan.newest(at: now) == times.last { $0 <= now })
            let next = try #require(times.first { $0 > now })
            #expect(plan.next(after: now) == next)
        }
    }

    @Test func whatWasMissedIsToldOnce() {
        let plan = plan(dueIn: Self.day)
        let late = at(6.5 * Self.day)
        #expect(plan.due(at: late, remindedAt: nil, escalatedAt: nil).reminder == at(6 * Self.day))
        // It counts when it went out, however late that was.
        #expect(plan.due(at: late, remindedAt: late, escalatedAt: nil).reminder == nil)
        #expect(plan.due(at: at(7 * Self.day), remindedAt: late, escalatedAt: nil).reminder == at(7 * Self.day))
    }

    @Test(arguments: [(TaskPriority.low, 2.0), (.medium, 2), (.high, 1)])
    func theCommanderHearsOfItOnce(_ priority: TaskPriority, _ days: Double) {
        let plan = plan(dueIn: Self.day, priority)
        let time = at(days * Self.day)
        #expect(!plan.due(at: time.addingTimeInterval(-1), remindedAt: nil, escalatedAt: nil).escalates)
        #expect(plan.due(at: time, remindedAt: nil, escalatedAt: nil).escalates)
        #expect(!plan.due(at: time.addingTimeInterval(Self.day), remindedAt: nil, escalatedAt: time).escalates)
        // Told before the due time that counts now was set: it is another one.
        #expect(plan.due(at: time, remindedAt: nil, escalatedAt: made).escalates)
    }

    @Test func whatHasNoTimeIsDueAtOnce() {
        let plan = plan(dueIn: -Self.hour)
        #expect(plan.first == at(-Self.hour))
        #expect(plan.due(at: made, remindedAt: nil, escalatedAt: nil).reminder == at(-Self.hour))
    }
}
