import AMQP
import Contracts
import FoundationEssentials
import Incident
import SlackStandIn
import TestServers
import Testing
import WorkerTesting

@testable import ResourceCreator

extension DatabaseTests {
    /// An incident's channel in Slack: its whole life, and one channel whatever goes wrong.
    @Suite struct SlackTests {
        private let ann = SlackStandIn.id(of: "ann@example.org")
        private let bo = SlackStandIn.id(of: "bo@example.org")

        @Test func theWholeLifeOfAnIncident() async throws {
            try await SlackBench.with { bench in
                try await bench.assemble()
                try await bench.settle("it links to the incident and to every other place") {
                    bench.slack.channels[0].bookmarks.count == 7
                }
                let channel = bench.slack.channels[0]
                #expect(channel.name == bench.incident.name.lowercased() && !channel.isPrivate)
                #expect(channel.members.contains(ann))
                let row = try await bench.value(
                    "select provider || ' ' || url from core.resource where kind = 'conversation'")
                #expect(row == "chat https://acme.slack.com/archives/\(channel.id)")
                try await bench.join("bo@example.org")
                try await bench.settle("who joins is let in") { bench.slack.channels[0].members.contains(bo) }
                try await bench.database.run(sql: "delete from core.participant where email = 'bo@example.org'")
                try await bench.change("title = 'Cards <fail>'", to: .active, left: ["bo@example.org"])
                try await bench.settle("who leaves is taken out, and the topic follows") {
                    let channel = bench.slack.channels[0]
                    return !channel.members.contains(bo) && channel.topic.contains("Cards &lt;fail&gt;")
                }
                try await close(bench)
                try await bench.change("status = 'active', closed_at = null", to: .active)
                try await bench.settle("it is open again") { !bench.slack.channels[0].isArchived }
                #expect(bench.slack.channels.count == 1 && bench.slack.invalid == [])
                #expect(bench.deadLetters == 0)
            }
        }

        /// An hour after its incident was closed a channel is archived, and not before.
        private func close(_ bench: SlackBench) async throws {
            try await bench.change("status = 'closed', closed_at = now()", to: .closed)
            try await bench.settle("the timer is set") {
                try await bench.harness.timers().contains { $0.hasPrefix("archive/") }
            }
            #expect(!bench.slack.channels[0].isArchived)
            try await bench.database.run(sql: "update core.incident set closed_at = now() - interval '2 hours'")
            try await bench.link()
            try await bench.settle("it is archived") { bench.slack.channels[0].isArchived }
        }

        @Test func aRestrictedIncidentHasAPrivateChannelThatSaysNothingOfIt() async throws {
            try await SlackBench.with(isRestricted: true) { bench in
                try await bench.assemble()
                #expect(bench.slack.channels.map(\.isPrivate) == [true])
                let said = "\(bench.slack.channels[0].topic) \(bench.slack.channels[0].purpose)"
                #expect(!said.contains("Payments") && said.contains("outage"))
            }
        }

        static let faults: [(String, String, SlackFault.Kind)] = [
            ("the answer is lost after the work", "conversations.create", .drop(afterWork: true)),
            ("the connection drops before the work", "conversations.create", .drop(afterWork: false)),
            ("half of the answer arrives", "conversations.create", .half),
            ("502 in HTML after the work", "conversations.create", .status(502, afterWork: true)),
            ("429 with a time", "conversations.create", .status(429, headers: ["Retry-After: 1"])),
            ("429 without a time", "conversations.create", .status(429)),
            ("fatal_error after the work", "conversations.create", .refuse("fatal_error", afterWork: true)),
            ("the invitation is lost", "conversations.invite", .drop(afterWork: false)),
            ("the token expires in between", "conversations.setPurpose", .refuse("token_expired")),
        ]

        @Test(arguments: faults.indices)
        func whateverGoesWrongThereIsOneChannel(index: Int) async throws {
            let (what, method, kind) = Self.faults[index]
            try await SlackBench.with { bench in
                bench.slack.fail(SlackFault(method, kind))
                try await bench.assemble()
                #expect(bench.slack.channels.count == 1, "\(what)")
                #expect(bench.slack.channels[0].members.contains(ann), "\(what)")
                #expect(bench.slack.invalid == [] && bench.deadLetters == 0, "\(what)")
            }
        }

        /// The same order is in the hands of two workers.
        @Test func twoWorkersAtOnceMakeOneChannel() async throws {
            try await SlackBench.with { bench in
                try await bench.plan(.conversation)
                try await bench.handToTwo(
                    bench.harness.envelope(
                        CreateResource(incident: bench.incident, resource: .conversation), subject: bench.incident.name)
                )
                let state = try await bench.value("select state from core.resource")
                #expect(state == "created")
                #expect(bench.slack.channels.count == 1)
                #expect(bench.slack.calls.filter { $0 == "conversations.create" }.count == 1)
                #expect(bench.slack.channels[0].members.contains(ann) && bench.slack.invalid == [])
            }
        }

        /// Slack lets no bot open a channel again: the dead letter says what to do, and its replay goes on from there.
        @Test func whatABotCannotOpenIsADeadLetterThatSaysSo() async throws {
            try await SlackBench.with(token: "xoxb-right") { bench in
                try await bench.assemble()
                try await close(bench)
                try await bench.change("status = 'active', closed_at = null", to: .active)
                try await bench.settle("there is a dead letter") { bench.deadLetters == 1 }
                let letter = bench.harness.broker.snapshot.ready("resource-creator.dead").first
                let detail = letter?.properties.headers["muster-error-detail"]?.string ?? ""
                #expect(detail.contains("Slack lets no bot open an archived channel again"))
                bench.slack.change(bench.incident.name.lowercased()) { $0.isArchived = false }
                try await bench.change("updated_at = now()", to: .active)
                try await bench.settle("the app is back") { bench.slack.channels[0].members.contains("U0BOT") }
            }
        }
    }
}
