import Foundation
import JSON
import TestServers
import Testing

/// One worker stands still or comes in numbers while much is going on: nobody else notices, and nothing is lost.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct BacklogTests {
    private static let events = 20_000

    @Test func aStoppedWorkerHoldsUpNobodyAndCatchesUp() async throws {
        try await Stack.run { stack in
            let creator = try await stack.start("resource-creator")
            let notifier = try await stack.start("notifier")
            try await stack.start(["intake", "dead-letter-keeper"])
            let before = try await latency(of: 5, "Before", stack)
            try await stack.expectWhole()
            let done = try await stack.done(creator)
            try await notifier.stop()

            // Events of an incident that is closed: their consumers handle each, and find nothing left to do.
            try await stack.move("INC-1", to: "closed")
            let began = ContinuousClock.now
            try await announce(Self.events, stack)
            try await eventually("the other worker has handled all", within: .seconds(120), every: .milliseconds(200)) {
                try await stack.done(creator) >= done + Self.events + 1
            }
            let handled = ContinuousClock.now - began
            let with = try await latency(of: 5, "With a backlog", stack)
            try await eventually("the outbox is empty") {
                try await stack.count("select count(*) as n from intake.outbox where published_at is null") == 0
            }
            for outcome in ["duplicate", "returned", "retry", "dead"] {
                let count = try await stack.metric(
                    "muster_worker_deliveries_total", of: creator, where: "outcome=\"\(outcome)\"")
                #expect(count == 0, "the worker that runs gets each message once, and \(Int(count)) were \(outcome)")
            }

            let resumed = ContinuousClock.now
            try await stack.start("notifier")
            try await eventually("the backlog is gone", within: .seconds(120), every: .milliseconds(200)) {
                try await stack.count(
                    "select count(*) as n from notifier.inbox where done_at is not null") >= Self.events
            }
            print(
                """
                \(Self.events) events with one worker stopped: the other had handled them after \(seconds(handled)) s, the \
                stopped one \(seconds(ContinuousClock.now - resumed)) s after its start; report to assembled \
                \(before) ms before, \(with) ms with the backlog (medians of 5)
                """)
            #expect(with < 10_000, "sanity")
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 10)
        }
    }

    /// Reports and changes go on while two more, then four, then one instance of each worker share the work.
    @Test func scalingUpAndDownUnderLoadLosesNothing() async throws {
        try await Stack.run { stack in
            try await stack.start(Stack.everything)
            let load = Load(on: stack)
            let more = try await withThrowingTaskGroup(of: StackProcess.self) { group in
                for _ in 0..<3 {
                    for name in ["notifier", "resource-creator"] { group.addTask { try await stack.start(name) } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try await stack.awaitAssembled(20)
            for process in more { try await process.stop() }
            let reports = try await load.stop()
            #expect(reports >= 20)
            try await stack.awaitAssembled(reports)
            try await stack.expectWhole()
            let announced = try await stack.count(
                "select count(*) as n from notifier.notice where kind = 'announcement' and state = 'sent'")
            #expect(announced == 2 * reports)
            let mails = try stack.writtenMail()
            #expect(
                try await stack.count(
                    "select count(*) as n from notifier.notice where channel = 'mail' and state = 'sent'")
                    == mails.count)
            #expect(Set(mails.map(\.messageID)).count == mails.count)
        }
    }

    /// The median time from a report to the assembled incident, in milliseconds.
    private func latency(of count: Int, _ title: String, _ stack: Stack) async throws -> Int {
        for number in 0..<count {
            let assembled = try await stack.count("select count(assembled_at) as n from core.incident")
            _ = try await stack.report("\(title) \(number)")
            try await stack.awaitAssembled(assembled + 1)
        }
        return try await stack.count(
            """
            select (1000 * extract(epoch from percentile_cont(0.5) within group (order by assembled_at - reported_at)))
                ::int8 as n
            from core.incident where title like '\(title) %'
            """)
    }

    /// Puts events into intake's outbox as its own commits do: copies of its first one under ids of their own.
    private func announce(_ count: Int, _ stack: Stack) async throws {
        try await stack.asOwner(
            """
            insert into intake.outbox (id, message_id, exchange, routing_key, type, correlation_id, body, claimable_at)
            select new.id, new.id, o.exchange, o.routing_key, o.type, o.correlation_id,
                   convert_to(replace(convert_from(o.body, 'UTF8'), o.message_id::text, new.id::text), 'UTF8'), now()
              from (select * from intake.outbox where type = 'muster.incident.opened.v1' order by id limit 1) o,
                   lateral (select core.uuid_v7() as id from generate_series(1, \(count)) where o.id is not null) new
            """)
    }

    private func seconds(_ duration: Duration) -> String {
        "\((duration / .milliseconds(100)).rounded() / 10)"
    }
}

extension Stack {
    /// The messages that a worker says it has done.
    fileprivate func done(_ process: StackProcess) async throws -> Int {
        Int(try await metric("muster_worker_deliveries_total", of: process, where: "outcome=\"done\""))
    }
}
