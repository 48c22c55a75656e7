import FoundationEssentials
import Testing

@testable import Tasks

@Suite struct TaskContentTests {
    private let now = Date(timeIntervalSince1970: 1_767_603_600)

    private func task(_ state: TaskState = .open, dueIn seconds: TimeInterval = 3600) -> TaskContent {
        TaskContent(
            text: "Restart the queue", state: state, owner: "first@example.org", assignees: ["first@example.org"],
            due: now.addingTimeInterval(seconds), dueSetAt: now, priority: .medium,
            resolvedAt: state == .open ? nil : now, resolvedBy: state == .open ? nil : "somebody")
    }

    private func apply(_ change: TaskChange, to task: inout TaskContent, after seconds: TimeInterval = 60) throws
        -> [TaskStep]
    {
        try task.apply(change, by: "actor", at: now.addingTimeInterval(seconds), spare: 86_400)
    }

    /// All moves that there are: what is over is opened before it ends in another way.
    @Test(arguments: TaskState.allCases, TaskState.allCases)
    func statesMoveAsTheyMay(_ from: TaskState, _ to: TaskState) throws {
        var task = task(from)
        if from != to && from != .open && to != .open {
            #expect(throws: TaskRefusal.self) { try apply(TaskChange(to), to: &task) }
            return
        }
        let steps = try apply(TaskChange(to), to: &task)
        #expect(task.state == to)
        #expect((task.resolvedAt == nil) == (to == .open) && (task.resolvedBy == nil) == (to == .open))
        let kinds: [TaskState: TaskStep.Kind] = [.open: .reopened, .resolved: .resolved, .dropped: .dropped]
        #expect(steps.map(\.kind) == (from == to ? [] : [kinds[to]]))
    }

    @Test func resolvingAgainMovesNeitherTimeNorPerson() throws {
        var task = task(.resolved)
        #expect(try apply(TaskChange(.resolved), to: &task, after: 900).isEmpty)
        #expect(task.resolvedAt == now && task.resolvedBy == "somebody")
    }

    @Test func whatIsReopenedAfterItWasDueGetsTimeAgain() throws {
        var late = task(.resolved, dueIn: 30)
        #expect(try apply(TaskChange(.open), to: &late).first?.text == "reopened, due 2026-01-06 09:01 UTC")
        #expect(late.due == now.addingTimeInterval(86_460) && late.dueSetAt == now.addingTimeInterval(60))
        var early = task(.resolved, dueIn: 3600)
        _ = try apply(TaskChange(.open), to: &early)
        #expect(early.due == now.addingTimeInterval(3600) && early.dueSetAt == now)
    }

    @Test func aNewOwnerTakesThePlaceOfTheFormer() throws {
        var task = task()
        task.assignees.append("third@example.org")
        var change = TaskChange()
        change.owner = "Second@example.org"
        change.note = "is on call"
        #expect(
            try apply(change, to: &task) == [
                TaskStep(.assigned, "assigned to Second@example.org, third@example.org: is on call")
            ])
        #expect(task.assignees == ["Second@example.org", "third@example.org"])
        #expect(try apply(change, to: &task).isEmpty, "what is so already is no news, whatever the note")
    }

    @Test func everyFieldIsToldOnce() throws {
        var task = task()
        var change = TaskChange()
        change.text = "Drain the queue"
        change.priority = .high
        change.due = now.addingTimeInterval(7200)
        #expect(
            try apply(change, to: &task) == [
                TaskStep(.changed, "due 2026-01-05 11:00 UTC, priority high, now: Drain the queue")
            ])
        #expect(task.dueSetAt == now.addingTimeInterval(60))
        #expect(try apply(change, to: &task).isEmpty)
    }

    @Test func whatIsOverIsNotEdited() throws {
        var change = TaskChange()
        change.owner = "second@example.org"
        var task = task(.dropped)
        #expect(throws: TaskRefusal(description: "the task is dropped; reopen it to change it")) {
            try apply(change, to: &task)
        }
        change.state = .open
        #expect(try apply(change, to: &task).map(\.kind) == [.reopened, .assigned])
    }
}
