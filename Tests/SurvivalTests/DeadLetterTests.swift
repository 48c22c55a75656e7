import Foundation
import JSON
import TestServers
import Testing

/// Messages that cannot be handled end where an operator finds them, and come back from there.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct DeadLetterTests {
    @Test func whatNobodyKnowsIsADeadLetterWithAReasonAndWhatComesAgainIsDoneOnce() async throws {
        try await Stack.run { stack in
            let notifier = try await stack.start("notifier")
            try await stack.start(["intake", "resource-creator", "dead-letter-keeper"])
            _ = try await stack.report("Told more than once")
            try await stack.awaitAssembled(1)
            let opened = try #require(try await stack.announced("muster.incident.opened.v1").first)
            for _ in 0..<3 { try await stack.publish(opened) }
            try await eventually("the notifier has dropped what came again") {
                try await stack.metric(
                    "muster_worker_deliveries_total", of: notifier, where: "outcome=\"duplicate\"") == 3
            }

            let ids = try await stack.texts("select core.uuid_v7()::text as t from generate_series(1, 3)")
            let bodies = [
                (
                    "muster.incident.vanished.v1",
                    opened.body.replacingOccurrences(of: opened.type, with: "muster.incident.vanished.v1")
                ),
                (
                    "muster.incident.opened.v9",
                    opened.body.replacingOccurrences(of: opened.type, with: "muster.incident.opened.v9")
                ),
                ("muster.incident.opened.v1", "{\"specversion\":"),
            ]
            for (id, (type, body)) in zip(ids, bodies) {
                try await stack.publish(
                    body.replacingOccurrences(of: opened.id, with: id), to: "notifier", "work", type: type, id: id)
            }
            try await stack.awaitLetters(3)
            let letters = try await stack.letters("waiting")
            #expect(
                letters.compactMap { $0["error_code"]?.stringValue }.sorted() == [
                    "undecodable", "unknown-type", "unknown-type",
                ])
            #expect(letters.allSatisfy { $0["worker"] == "notifier" })
            #expect(letters.allSatisfy { $0["error_detail"]?.stringValue?.isEmpty == false })
            #expect(Set(letters.compactMap { $0["message_id"]?.stringValue }) == Set(ids))
            try await stack.expectWhole(dead: 3)
            try await stack.muster("dead-letters", "discard", "--all")
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 1)
        }
    }

    /// Refused; replayed, met by an outage and tried again, refused again; replayed, and done.
    @Test func aReplayedLetterThatFailsIsRetriedAndCanBeReplayedAgain() async throws {
        let vendor = try Vendor()
        try await Stack.run(organisation: Organisation.yaml([vendor.system("tracker", "ticketing")])) { stack in
            let refused: JSON = ["operation": "ticket.create", "action": "status", "status": 422, "times": 1]
            let outage: JSON = ["operation": "ticket.create", "action": "status", "status": 503, "times": 1]
            try await vendor.fail(refused)
            try await stack.start(Stack.everything)
            let incident = try await stack.report("Refused twice")
            try await stack.awaitLetters(1)
            try await stack.expectWhole(dead: 1)

            try await vendor.fail(outage, refused)
            try await stack.muster("dead-letters", "replay", "--all")
            try await eventually("it was tried again") { try await vendor.calls("ticket.create").count == 3 }
            try await stack.awaitLetters(1)
            #expect(try await stack.letters("replayed").count == 1)
            let again = try await stack.letters("waiting")
            #expect(again.first?["error_code"] == "http-422")
            #expect(again.first?["attempts"] == 2, "the tries of a replay are counted from the beginning")
            #expect(again.first?["incident"]?.stringValue == incident)

            try await stack.muster("dead-letters", "replay", "--all")
            try await stack.awaitAssembled(1)
            #expect(try await vendor.objects("ticket").count == 1)
            #expect(try await stack.letters("waiting").isEmpty)
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 1)
        }
    }

    /// A message in the midst of sixty ends the process that handles it, again and again.
    @Test func aMessageThatCrashesItsProcessDiesAlone() async throws {
        try await Stack.run(organisation: Organisation.yaml(resources: ["ticket"])) { stack in
            try await stack.servers.management(
                "PUT", "/api/policies/\(stack.host.name)/fewer-deliveries",
                body: [
                    "pattern": "^notifier$", "apply-to": "queues", "priority": 100, "definition": ["delivery-limit": 3],
                ])
            try await stack.start(["intake", "dead-letter-keeper"])
            for number in 0..<60 { _ = try await stack.report(number == 30 ? "abort" : "Innocent \(number)") }
            try await eventually("all are in the queue") {
                try await stack.count("select count(*) as n from intake.outbox where published_at is null") == 0
            }
            let deaths = try await stack.restart("notifier", product: "AbortingNotifier") {
                let dead = try await stack.count("select count(*) as n from dead_letter_keeper.letter")
                let done = try await stack.count(
                    "select count(*) as n from notifier.inbox where done_at is not null")
                return dead > 0 && done >= 59
            }
            #expect(deaths == 4, "the limit of three deliveries beside the first")
            let letters = try await stack.letters("waiting")
            #expect(letters.count == 1)
            #expect(letters.first?["error_code"] == "delivery-limit")
            let crashing = try await stack.texts("select name as t from core.incident where title = 'abort'")
            #expect(letters.compactMap { $0["incident"]?.stringValue } == crashing)

            try await stack.start(["notifier", "resource-creator"])
            try await stack.muster("dead-letters", "replay", "--all")
            try await stack.awaitAssembled(60)
            try await stack.expectWhole()
        }
    }
}

extension Stack {
    /// Keeps a process running as a supervisor does until something holds, then ends it.
    ///
    /// - Returns: how often it died by itself.
    func restart(
        _ name: String, product: String, until condition: () async throws -> Bool
    ) async throws -> Int {
        var deaths = -1
        var program: RunningProgram?
        try await eventually("\(name) has got over it", within: .seconds(120), every: .milliseconds(50)) {
            if program?.isRunning != true {
                deaths += 1
                program = try spawn(name, product: product).program
            }
            return try await condition()
        }
        program?.send(signal: SIGKILL)
        // The last one may have died by itself between the two looks.
        if let end = await program?.end(), end.wasKilled, end.status == SIGABRT { deaths += 1 }
        return deaths
    }
}
