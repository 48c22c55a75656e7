import Foundation
import JSON
import TestServers
import Testing

/// The broker or the database goes away under load: clients lose nothing, and everything goes on when it is back.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ServerDeathTests {
    @Test func aBrokerKilledUnderLoadLosesNothing() async throws {
        try await TestServers.separate { servers in
            try await Stack.run(on: servers) { stack in
                try await stack.start(Stack.everything)
                let load = Load(on: stack, pause: .milliseconds(250))
                try await stack.awaitAssembled(5)
                try await servers.kill(.broker)
                let taken = try await stack.count("select count(*) as n from core.incident")
                try await eventually("reports are taken without the broker, too") {
                    try await stack.count("select count(*) as n from core.incident") >= taken + 5
                }
                try await servers.start(.broker)
                try await stack.awaitAssembled(taken + 5)
                try await stack.expectAll(of: load)
            }
        }
    }

    /// A broker without memory takes no messages and tells its publishers so; they wait, and everything else goes on.
    @Test func aBrokerOutOfMemoryHoldsUpPublishersOnly() async throws {
        try await TestServers.separate { servers in
            try await Stack.run(on: servers) { stack in
                let intake = try await stack.start("intake")
                try await stack.start(["resource-creator", "notifier", "dead-letter-keeper"])
                let load = Load(on: stack, pause: .milliseconds(250))
                try await stack.awaitAssembled(5)
                try await servers.block(true)
                try await eventually("intake says that the broker takes no messages", within: .seconds(150)) {
                    let answer = try await stack.reply("GET", "\(intake.url)/readyz")
                    guard answer?.status == 200, answer?.json["status"] == "degraded" else { return false }
                    return answer?.json["checks"]?["broker"] == "blocked"
                }
                #expect(try await stack.metric("muster_amqp_blocked", of: intake) == 1)
                let taken = try await stack.count("select count(*) as n from core.incident")
                try await eventually("reports are taken all the same", within: .seconds(150)) {
                    try await stack.count("select count(*) as n from core.incident") >= taken + 20
                }
                try await eventually("workers finish what they have", within: .seconds(150)) {
                    let queues = try await servers.management("GET", "/api/queues/\(stack.host.name)").arrayValue ?? []
                    return ["notifier", "resource-creator"].allSatisfy { name in
                        queues.contains { $0["name"]?.stringValue == name && $0["messages_ready"] == 0 }
                    }
                }
                try await servers.block(false)
                try await eventually("intake publishes again", within: .seconds(150)) {
                    try await stack.metric("muster_amqp_blocked", of: intake) == 0
                }
                try await stack.expectAll(of: load)
                #expect(try await stack.metric("muster_amqp_blocked", of: intake) == 0)
            }
        }
    }

    /// What consumes publishes nothing: a connection that has published would not be read any more during the alarm, and the
    /// broker would keep what its dead process had in hand until a heartbeat is missed.
    @Test func aWorkerKilledWhileTheBrokerIsOutOfMemoryGivesItsMessageBackAtOnce() async throws {
        let vendor = try Vendor()
        let organisation = Organisation.yaml([vendor.system("tracker", "ticketing", timeout: 10_000)])
        try await TestServers.separate { servers in
            try await Stack.run(on: servers, organisation: organisation) { stack in
                try await vendor.fail(["operation": "ticket.create", "action": "hang", "times": 1])
                let worker = try await stack.start("resource-creator")
                try await stack.start(["intake", "notifier", "dead-letter-keeper"])
                _ = try await stack.report("Killed under an alarm")
                try await vendor.awaitCalls(1, of: "ticket.create")
                try await eventually("the broker knows who consumes and who publishes") {
                    let (consuming, publishing) = try await stack.connections(of: "resource-creator")
                    #expect(consuming.isDisjoint(with: publishing))
                    return !consuming.isEmpty && !publishing.isEmpty
                }
                try await servers.block(true)
                await worker.kill()
                try await eventually("the broker has the message back, and no ghost", within: .seconds(60)) {
                    let queue = try await servers.management("GET", "/api/queues/\(stack.host.name)/resource-creator")
                    return queue["messages_unacknowledged"] == 0 && queue["consumers"] == 0
                }
                try await servers.block(false)
                try await stack.start("resource-creator")
                try await stack.awaitAssembled(1)
                #expect(try await vendor.objects("ticket").count == 1)
                try await stack.expectWhole()
            }
        }
    }

    /// Longer than two heartbeats: workers give back what they have, once, and stay connected to the broker.
    @Test func aDatabaseStoppedForLongUsesUpNoDeliveries() async throws {
        try await TestServers.separate { servers in
            try await Stack.run(on: servers) { stack in
                try await stack.start(Stack.everything)
                let load = Load(on: stack, pause: .milliseconds(250))
                try await stack.awaitAssembled(5)
                try await servers.stop(.postgres)
                let stopped = ContinuousClock.now
                let intake = try #require(stack.intakeURL)
                try await eventually("intake says that it cannot store", every: .milliseconds(500)) {
                    try await stack.reply("POST", "\(intake)/api/v1/incidents", ["title": "Refused"])?.status == 503
                }
                try await Task.sleep(until: stopped + .seconds(23), clock: .continuous)
                try await servers.start(.postgres)
                try await eventually("the database answers", within: .seconds(60)) {
                    await (try? stack.count("select 1 as n")) == 1
                }
                let taken = try await stack.count("select count(*) as n from core.incident")
                try await stack.awaitAssembled(taken + 3)
                try await stack.expectAll(of: load)
                let returned = try await stack.redelivered()
                print("delivered and redelivered around 23 s without a database: \(returned)")
                for (queue, count) in returned {
                    #expect(count.redelivered * 2 <= count.delivered, "\(queue) gives back once: \(count)")
                }
            }
        }
    }
}

extension Stack {
    /// Expects one incident for every report that was taken, and everything that follows from it.
    fileprivate func expectAll(of load: Load) async throws {
        let reports = try await load.stop()
        let all = try await count("select count(*) as n from core.incident")
        try await awaitAssembled(all, within: .seconds(180))
        try await expectWhole()
        #expect(try await count("select count(*) as n from core.incident where title like 'Load %'") == reports)
        #expect(try await count("select count(*) as n from core.alert where dedup_key like 'load-%'") == reports)
        try expectEveryMailOnce(announcements: all)
    }

    /// The connections of a process that consume, and those that publish, by their names.
    fileprivate func connections(of user: String) async throws -> (consuming: Set<String>, publishing: Set<String>) {
        let channels = try await servers.management("GET", "/api/vhosts/\(host.name)/channels").arrayValue ?? []
        let own = channels.filter { $0["user"]?.stringValue == user }
        func names(_ isKept: (JSON) -> Bool) -> Set<String> {
            Set(own.filter(isKept).compactMap { $0["connection_details"]?["name"]?.stringValue })
        }
        return (names { ($0["consumer_count"]?.intValue ?? 0) > 0 }, names { $0["confirm"] == true })
    }

    /// What the broker counts of the workers' queues.
    fileprivate func redelivered() async throws -> [String: (delivered: Int, redelivered: Int)] {
        let queues = try await servers.management("GET", "/api/queues/\(host.name)").arrayValue ?? []
        var counts: [String: (delivered: Int, redelivered: Int)] = [:]
        for queue in queues {
            guard let name = queue["name"]?.stringValue, ["notifier", "resource-creator"].contains(name) else {
                continue
            }
            let statistics = queue["message_stats"]
            counts[name] = (
                statistics?["deliver"]?.intValue ?? 0, statistics?["redeliver"]?.intValue ?? 0
            )
        }
        return counts
    }
}
