public import FoundationEssentials

/// When somebody is reminded of a task that is not done: once before it is due, when it is due, each day after that for a
/// week, and each week from then on, for as long as it is open. What was missed while nobody could remind is told once.
public struct ReminderPlan: Sendable, Hashable {
    private static let day: TimeInterval = 86_400
    /// Days after the due time on which people are reminded before it is each week.
    private static let dailyReminders = 7

    private let due: Date
    private let dueSetAt: Date
    private let priority: TaskPriority

    /// The plan of a task.
    public init(_ task: TaskContent) {
        due = task.due
        dueSetAt = task.dueSetAt
        priority = task.priority
    }

    /// The time that a task has when nobody says another.
    /// - Parameter isOver: whether its incident is stable or closed: what is left to do then is an action item.
    public static func standardLength(isOver: Bool) -> TimeInterval { isOver ? 7 * day : day }

    /// The first reminder: a day before it is due, or when a quarter of its time is left.
    public var first: Date {
        due.addingTimeInterval(-min(Self.day, max(0, due.timeIntervalSince(dueSetAt)) / 4))
    }

    /// When the commander hears that it is overdue: at once for one of high priority, else a day later.
    public var escalation: Date { priority == .high ? due : due.addingTimeInterval(Self.day) }

    /// The newest reminder that was due at a moment; `nil` before the first.
    public func newest(at now: Date) -> Date? {
        guard now >= first else { return nil }
        let late = now.timeIntervalSince(due)
        guard late >= 0 else { return first }
        let days = (late / Self.day).rounded(.down)
        if days <= Double(Self.dailyReminders) { return due.addingTimeInterval(days * Self.day) }
        let weeks = ((days - Double(Self.dailyReminders)) / 7).rounded(.down)
        return due.addingTimeInterval((Double(Self.dailyReminders) + weeks * 7) * Self.day)
    }

    /// When there is next something to remind of, after a moment.
    public func next(after now: Date) -> Date {
        guard let newest = newest(at: now) else { return first }
        guard newest >= due else { return due }
        let days = (newest.timeIntervalSince(due) / Self.day).rounded()
        return newest.addingTimeInterval((days < Double(Self.dailyReminders) ? 1 : 7) * Self.day)
    }

    /// When there is next something to look for, after a moment: a reminder, or the commander's.
    public func nextLook(after now: Date) -> Date {
        let next = next(after: now)
        return escalation > now ? min(next, escalation) : next
    }

    /// What is to be told at a moment.
    public struct Due: Sendable, Hashable {
        /// The reminder that is due to those who have the task: its own time. `nil` when the newest one went out.
        public var reminder: Date?
        /// Whether the commander is to be told that it is overdue.
        public var escalates: Bool
    }

    /// What is to be told now.
    /// - Parameters:
    ///   - remindedAt: when a reminder went out last.
    ///   - escalatedAt: when the commander was told, since it was due.
    public func due(at now: Date, remindedAt: Date?, escalatedAt: Date?) -> Due {
        let newest = newest(at: now)
        let wasTold = newest.map { slot in remindedAt.map { $0 >= slot } ?? false } ?? true
        let wasEscalated = escalatedAt.map { $0 >= escalation } ?? false
        return Due(reminder: wasTold ? nil : newest, escalates: now >= escalation && !wasEscalated)
    }
}
