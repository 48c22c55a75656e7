import FoundationEssentials
import Testing

@testable import Muster
@testable import Operations

@Suite struct TopTextTests {
    private let now = Date(timeIntervalSince1970: 1_796_000_000)

    private func worker(_ name: String, _ change: (inout WorkerLoad) -> Void = { _ in }) -> WorkerLoad {
        var worker = WorkerLoad(name: name)
        (worker.consumers, worker.ready, worker.unacknowledged, worker.retrying) = (1, 0, 0, 0)
        worker.acknowledged = 20
        change(&worker)
        return worker
    }

    private func cells(_ overview: Overview, since earlier: Overview? = nil) -> [[String]] {
        TopText.text(overview, since: earlier).split(separator: "\n").map { line in
            line.split(separator: "  ").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
        }
    }

    @Test func everyWorkerSaysHowItIs() {
        var (earlier, overview) = (Overview(at: now.addingTimeInterval(-10)), Overview(at: now))
        earlier.workers = [worker("intake") { $0.acknowledged = 5 }]
        overview.workers = [
            worker("intake"), worker("notifier") { $0.consumers = 0 }, worker("paging") { $0.lateTimers = 2 },
            worker("task-tracker") { ($0.unpublished, $0.unpublishedSince) = (7, now.addingTimeInterval(-90)) },
            WorkerLoad(name: "unknown"),
        ]
        let lines = cells(overview, since: earlier).suffix(5).map(\.self)
        #expect(lines[0] == ["intake", "1.5", "0", "0", "0", "0", "0", "0", "1", "running"])
        #expect(lines[1].last == "nobody takes from it" && lines[1][1] == "–")
        #expect(lines[2].suffix(3) == ["2", "1", "is late"])
        #expect(lines[3].last == "has not published for 1 min")
        #expect(lines[4] == ["unknown", "–", "–", "–", "–", "0", "0", "0", "–", "–"])
    }

    @Test func whatIsUnderWayStandsAbove() {
        var overview = Overview(at: now)
        overview.incidents.active = [.init(severity: "SEV2", count: 2), .init(severity: "SEV1", count: 1)]
        overview.incidents.oldest = now.addingTimeInterval(-3 * 3600 - 300)
        (overview.incidents.withoutCommander, overview.incidents.stable) = (1, 4)
        (overview.pages.unanswered, overview.pages.oldest) = (2, now.addingTimeInterval(-45))
        overview.brokerProblem = "the broker is away"
        let text = TopText.text(overview, since: nil)
        #expect(text.contains("3 active (2 SEV2, 1 SEV1), the oldest for 3 h 5 min, 1 without commander, 4 stable"))
        #expect(text.contains("2 unanswered, the oldest for 45 s, 0 late"))
        #expect(text.contains("the broker is away"))
        #expect(TopText.text(Overview(at: now), since: nil).contains("none active, 0 stable"))
        #expect(TopText.age(now.addingTimeInterval(-187_200), now) == "2 d 4 h")
    }
}
