import Contracts
import Incident
import JiraStandIn
import Testing
import WorkerTesting

@testable import ResourceCreator

extension DatabaseTests {
    /// An incident's ticket in Jira: its whole life, and one ticket whatever goes wrong.
    @Suite struct JiraTests {
        @Test(arguments: [true, false])
        func theWholeLifeOfAnIncident(isCloud: Bool) async throws {
            try await JiraBench.with(isCloud: isCloud) { bench in
                try await bench.assemble()
                try await bench.settle("the ticket links to every other place") {
                    bench.jira.tickets[0].links.count == 7
                }
                #expect(bench.jira.tickets[0].status == "In Progress")
                #expect(bench.jira.tickets[0].assignee == "id-of-primary-oncall@example.org")
                #expect(
                    try await bench.value("select provider || ' ' || url from core.resource where kind = 'ticket'")
                        == "tracker \(bench.jira.url)/browse/OPS-1")
                try await bench.change("title = 'Cards are refused'", to: .active) {
                    $0.summary == "\(bench.incident.name): Cards are refused"
                }
                try await bench.change("status = 'stable'", to: .stable) { $0.status == "In Progress" }
                try await bench.change("status = 'closed'", to: .closed) { $0.status == "Done" }
                try await bench.change("status = 'active'", to: .active) { $0.status == "In Progress" }
                #expect(bench.jira.tickets.count == 1)
                #expect(bench.jira.calls.filter { $0 == "create" }.count == 1)
                #expect(bench.jira.invalid == [])
            }
        }

        static let faults: [(String, [JiraFault.Kind])] = [
            ("the answer is lost after the work", [.drop(afterWork: true)]),
            ("the connection drops before the work", [.drop(afterWork: false)]),
            ("half of the answer arrives", [.half]),
            ("502 in HTML after the work", [.status(502, body: "<html>Bad gateway</html>", afterWork: true)]),
            ("503 without the work", [.status(503, body: "<html>Away</html>")]),
            ("429 with a time", [.status(429, headers: ["Retry-After: 1"])]),
            ("429 without a time, twice", [.status(429), .status(429)]),
            ("lost twice", [.drop(afterWork: true), .drop(afterWork: true)]),
        ]

        @Test(arguments: faults.indices)
        func whateverGoesWrongThereIsOneTicket(index: Int) async throws {
            let (what, kinds) = Self.faults[index]
            try await JiraBench.with { bench in
                for kind in kinds { bench.jira.fail(JiraFault("create", kind)) }
                try await bench.assemble()
                #expect(bench.jira.tickets.count == 1, "\(what)")
                #expect(bench.jira.invalid == [], "\(what)")
                let dead = bench.harness.broker.snapshot.ready("resource-creator.dead").count
                #expect(dead == 0, "\(what)")
            }
        }

        /// The ticket is made and its answer lost; the search does not see it yet. It is waited for, and not made again.
        @Test func aSearchThatLagsIsWaitedOut() async throws {
            try await JiraBench.with(searchLag: 2000) { bench in
                bench.jira.set(searchLag: .milliseconds(700))
                bench.jira.fail(JiraFault("create", .drop(afterWork: true)))
                try await bench.assemble()
                #expect(bench.jira.tickets.count == 1)
                #expect(bench.jira.calls.filter { $0 == "create" }.count == 1)
                #expect(bench.jira.calls.filter { $0 == "search" }.count > 1)
            }
        }

        /// The token expires after the ticket was made; what could not be written is, once there is a valid one.
        @Test func aTokenThatExpiresHoldsUpAndLosesNothing() async throws {
            try await JiraBench.with { bench in
                try await bench.assemble()
                try await bench.settle("the ticket has its links") { bench.jira.tickets[0].links.count == 7 }
                bench.jira.fail(
                    JiraFault("read", .status(401, body: #"{"errorMessages":["Expired."],"errors":{}}"#), times: 2))
                try await bench.change("status = 'closed'", to: .closed) { $0.status == "Done" }
                #expect(bench.harness.broker.snapshot.ready("resource-creator.dead").isEmpty)
                #expect(bench.jira.tickets.count == 1)
            }
        }

        /// Another worker moves the ticket in the same moment: the one that is refused looks again.
        @Test func twoWorkersAtOnceMakeNoDeadLetter() async throws {
            try await JiraBench.with { bench in
                try await bench.assemble()
                try await bench.settle("the ticket has its links") { bench.jira.tickets[0].links.count == 7 }
                bench.jira.fail(JiraFault("move", .movedMeanwhile(to: "Done")))
                try await bench.change("status = 'closed'", to: .closed) { $0.status == "Done" }
                #expect(bench.harness.broker.snapshot.ready("resource-creator.dead").isEmpty)
                #expect(bench.jira.calls.filter { $0 == "create" }.count == 1)
            }
        }
    }
}
