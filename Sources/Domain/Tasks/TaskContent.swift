import Encodings
public import FoundationEssentials

/// What a task is at a moment, as far as its rules decide by it.
public struct TaskContent: Sendable, Hashable {
    /// What is to be done: one line.
    public var text: String
    /// Where it stands.
    public var state: TaskState
    /// The mail address of who answers for it; `nil` while nobody does.
    public var owner: String?
    /// The mail addresses of those who do it.
    public var assignees: [String]
    /// When it is to be done.
    public var due: Date
    /// When that was decided: reminders are spread from there on.
    public var dueSetAt: Date
    /// How urgent it is.
    public var priority: TaskPriority
    /// When it was done or dropped; `nil` while it is open. Saying it again does not move it.
    public var resolvedAt: Date?
    /// Who said so.
    public var resolvedBy: String?

    /// A task with all that is known.
    public init(
        text: String, state: TaskState = .open, owner: String?, assignees: [String], due: Date, dueSetAt: Date,
        priority: TaskPriority, resolvedAt: Date? = nil, resolvedBy: String? = nil
    ) {
        self.text = text
        self.state = state
        self.owner = owner
        self.assignees = assignees
        self.due = due
        self.dueSetAt = dueSetAt
        self.priority = priority
        self.resolvedAt = resolvedAt
        self.resolvedBy = resolvedBy
    }

    /// Those whom it concerns, each once: the owner first.
    public var people: [String] {
        var seen: Set<String> = []
        return ([owner].compactMap(\.self) + assignees).filter { seen.insert($0.lowercased()).inserted }
    }

    /// Changes it.
    /// - Parameters:
    ///   - actor: who says so.
    ///   - spare: how long a task has that is opened again after it was due.
    /// - Returns: what happened, for its history; nothing when everything was so before.
    /// - Throws: ``TaskRefusal``.
    public mutating func apply(
        _ change: TaskChange, by actor: String, at time: Date, spare: TimeInterval
    ) throws(TaskRefusal) -> [TaskStep] {
        var steps: [TaskStep] = []
        if let state = change.state, state != self.state {
            steps.append(try move(to: state, change, by: actor, at: time, spare: spare))
        }
        guard state == .open || !change.changesContent else {
            throw TaskRefusal(description: "the task is \(state.rawValue); reopen it to change it")
        }
        steps += assign(change) + edit(change, at: time)
        if let note = change.note, !steps.isEmpty { steps[0].text += ": \(note)" }
        return steps
    }

    private mutating func move(
        to next: TaskState, _ change: TaskChange, by actor: String, at time: Date, spare: TimeInterval
    ) throws(TaskRefusal) -> TaskStep {
        guard state.mayBecome(next) else {
            throw TaskRefusal(description: "the task is \(state.rawValue) already; reopen it first")
        }
        state = next
        resolvedAt = next == .open ? nil : time
        resolvedBy = next == .open ? nil : actor
        switch next {
        case .resolved: return TaskStep(.resolved, "resolved")
        case .dropped: return TaskStep(.dropped, "dropped")
        case .open:
            if due <= time && change.due == nil {
                due = time.addingTimeInterval(spare)
                dueSetAt = time
            }
            return TaskStep(.reopened, "reopened, due \(Self.moment(change.due ?? due))")
        }
    }

    /// A new owner takes the place of the old one among those who do it.
    private mutating func assign(_ change: TaskChange) -> [TaskStep] {
        let before = (owner, assignees)
        if let next = change.owner {
            if change.assignees == nil {
                assignees.removeAll { $0.lowercased() == owner?.lowercased() || $0.lowercased() == next.lowercased() }
                assignees.insert(next, at: 0)
            }
            owner = next
        }
        if let next = change.assignees { assignees = next }
        if (owner, assignees) == before { return [] }
        return [TaskStep(.assigned, "assigned to \(people.isEmpty ? "nobody" : people.joined(separator: ", "))")]
    }

    private mutating func edit(_ change: TaskChange, at time: Date) -> [TaskStep] {
        var changes: [String] = []
        if let next = change.due, next != due {
            due = next
            dueSetAt = time
            changes.append("due \(Self.moment(next))")
        }
        if let next = change.priority, next != priority {
            priority = next
            changes.append("priority \(next.rawValue)")
        }
        if let next = change.text, next != text {
            text = next
            changes.append("now: \(next)")
        }
        return changes.isEmpty ? [] : [TaskStep(.changed, changes.joined(separator: ", "))]
    }

    /// A time for people: to the minute, in UTC.
    public static func moment(_ time: Date) -> String {
        RFC3339.string(from: time).prefix(16).replacing("T", with: " ") + " UTC"
    }
}
