import FoundationEssentials
import TaskText
import Testing

@Suite struct TaskReaderTests {
    private static let now = Date(timeIntervalSince1970: 1_767_603_600)

    /// A second before a midnight.
    private static func midnight(_ days: Int) -> Date { now.addingTimeInterval(Double(days) * 86_400 - 32_401) }

    private func read(_ text: String) -> TaskReader.Reading { TaskReader.read(text, at: Self.now) }

    @Test(arguments: [
        ("/task @bob restart the queue", WrittenTask(mentions: ["bob"], text: "restart the queue")),
        ("  /TASK restart\n the queue ", WrittenTask(mentions: [], text: "restart the queue")),
        (
            "/task @bob, @alice@example.org: restart it",
            WrittenTask(mentions: ["bob", "alice@example.org"], text: "restart it")
        ),
        ("/task ask @bob", WrittenTask(mentions: [], text: "ask @bob")),
        ("/task restart by 2h", WrittenTask(mentions: [], text: "restart", due: now.addingTimeInterval(7200))),
        (
            "/task restart due 2026-02-01.",
            WrittenTask(mentions: [], text: "restart", due: Date(timeIntervalSince1970: 1_769_990_399))
        ),
        (
            "/task restart by 2026-02-01T10:00:00Z",
            WrittenTask(mentions: [], text: "restart", due: Date(timeIntervalSince1970: 1_769_940_000))
        ),
        // It is a Monday.
        ("/task finish by Friday", WrittenTask(mentions: [], text: "finish", due: midnight(5))),
        ("/task finish by sun.", WrittenTask(mentions: [], text: "finish", due: midnight(7))),
        ("/task finish due monday", WrittenTask(mentions: [], text: "finish", due: midnight(1))),
        ("/task finish by today", WrittenTask(mentions: [], text: "finish", due: midnight(1))),
        ("/task finish by Tomorrow", WrittenTask(mentions: [], text: "finish", due: midnight(2))),
        ("/task finish by fr", WrittenTask(mentions: [], text: "finish by fr")),
        ("/task by 2h", WrittenTask(mentions: [], text: "by 2h")),
    ]) func aCommandIsATask(_ text: String, _ task: WrittenTask) {
        #expect(read(text) == .tasks([task]))
    }

    @Test(arguments: ["/task", "/task ", "/task @bob", "/task @bob @alice\n"])
    func aCommandWithoutWorkIsIncomplete(_ text: String) {
        #expect(read(text) == .incomplete)
    }

    @Test(arguments: [
        "TODO @bob restart the queue", "todo: no. TODO: @bob restart the queue", "- [ ] TODO @bob restart the queue",
        "1. **TODO** TODO @bob: restart the queue", "(TODO @bob restart the queue", "`a` TODO @bob restart the queue",
    ]) func aLineIsATask(_ text: String) {
        #expect(read("Hello,\n\(text)\nbye") == .tasks([WrittenTask(mentions: ["bob"], text: "restart the queue")]))
    }

    @Test func everyLineIsATaskOfItsOwn() {
        let text = "TODO @a one by 1d\r\nTODO @b two\nTODO nobody three\nTODO @c"
        #expect(
            read(text)
                == .tasks([
                    WrittenTask(mentions: ["a"], text: "one", due: Self.now.addingTimeInterval(86_400)),
                    WrittenTask(mentions: ["b"], text: "two"),
                ]))
    }

    @Test(arguments: [
        "", "todo @bob it", "MYTODO @bob it", "TODO list", "TODO bob it", "> TODO @bob it", "`TODO @bob it`",
        "```\nTODO @bob it\n```", "/tasks @bob it", "see /task @bob it", "TODO@bob it", "TODO @ it",
    ]) func whatIsQuotedCodeOrTalkIsNone(_ text: String) {
        #expect(read(text) == .tasks([]))
    }

    @Test func muchTextMakesNoMoreThanATaskMayHave() {
        let long = String(repeating: "👨‍👩‍👧", count: 5000)
        guard case .tasks(let tasks) = read("/task \(long)") else { return }
        #expect(tasks.first?.text.unicodeScalars.count == TaskReader.longestText)
        let many = String(repeating: "TODO @a x\n", count: 100)
        guard case .tasks(let first) = read(many) else { return }
        #expect(first.count == TaskReader.mostTasks)
    }
}
