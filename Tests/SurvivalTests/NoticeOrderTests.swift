import Foundation
import JSON
import TestServers
import Testing

/// What people are told of an incident's status, in whatever order its events arrive at two notifiers.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct NoticeOrderTests {
    /// How an incident went on, from its second version.
    private static let histories = [["stable", "closed", "active"], ["stable", "active", "closed"]]
    private static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

    /// One incident of the test: what happened, and in which order that is told.
    private struct Course: Sendable {
        var history: [String]
        var order: [Int]
        /// Whether each event is handled before the next one is published.
        var oneByOne: Bool
        var incident = ""
        var events: [Stack.Announced] = []

        /// Short, so that it stands in a mail's subject as it is.
        var title: String {
            "\(history.joined(separator: ", ")) as \(order.map { "\($0)" }.joined())\(oneByOne ? "" : " at once")"
        }
    }

    @Test func theLastStatusIsToldOnceAndNothingOlderAfterIt() async throws {
        try await Stack.run(organisation: Organisation.yaml(resources: ["ticket"])) { stack in
            var courses: [Course] = []
            for history in Self.histories {
                for order in Self.orders {
                    courses.append(Course(history: history, order: order, oneByOne: true))
                    courses.append(Course(history: history, order: order, oneByOne: false))
                }
            }
            try await happen(&courses, stack)
            try await stack.start(["notifier", "notifier"])
            for opened in try await stack.announced("muster.incident.opened.v1") { try await stack.publish(opened) }
            // What is over by the time it is heard of is announced no more.
            let announcements = courses.count { $0.history.last != "closed" }
            try await stack.awaitNotices(2 * announcements)
            let told = courses
            try await withThrowingTaskGroup(of: Void.self) { group in
                for course in told { group.addTask { try await tell(course, stack) } }
                try await group.waitForAll()
            }
            try await stack.markPublished()
            try await stack.start(["intake", "resource-creator", "dead-letter-keeper"])
            try await stack.expectWhole()
            for course in courses { try await expectRight(course, stack) }
            try stack.expectEveryMailOnce(announcements: announcements)
        }
    }

    /// One notifier is in the middle of sending a status when the next one is there for the other.
    @Test func aNewerStatusWaitsForAnOlderOneThatIsBeingSent() async throws {
        let vendor = try Vendor()
        let organisation = Organisation.yaml(
            [vendor.system("chat", "conversations", timeout: 10_000)], resources: ["conversation"])
        try await Stack.run(organisation: organisation) { stack in
            try await stack.start(Stack.everything + ["notifier"])
            let incident = try await stack.report("Told in order")
            try await stack.awaitAssembled(1)
            try await vendor.fail(["operation": "post.create", "action": "pass", "latency_ms": 6000, "times": 1])
            try await stack.move(incident, to: "stable")
            try await eventually("the older status is being sent") {
                try await stack.count(
                    "select count(*) as n from notifier.effect where step like 'post/%' and done_at is null") == 1
            }
            try await stack.move(incident, to: "closed")
            try await eventually("both were told", within: .seconds(90)) {
                try await vendor.objects("post").count == 2
            }
            let texts = try await vendor.objects("post").compactMap { $0["content"]?["text"]?.stringValue }
            #expect(texts.first?.contains("stable") == true && texts.last?.contains("closed") == true, "\(texts)")
            try await stack.expectWhole()
        }
    }

    /// Lets it all happen while the broker is away, so that the events wait in the outbox for an order of ours.
    private func happen(_ courses: inout [Course], _ stack: Stack) async throws {
        let intake = try await stack.start("intake", environment: ["MUSTER_AMQP_URL": "amqp://a:b@127.0.0.1:1/none"])
        for index in courses.indices {
            let name = try await stack.report(courses[index].title)
            for status in courses[index].history { try await stack.move(name, to: status) }
            courses[index].incident = name
        }
        try await intake.stop()
        let all = try await stack.announced("muster.incident.updated.v1")
        for index in courses.indices {
            courses[index].events = all.filter { $0.body.contains("\"\(courses[index].incident)\"") }
            try #require(courses[index].events.count == 3)
        }
    }

    private func tell(_ course: Course, _ stack: Stack) async throws {
        for place in course.order {
            try await stack.publish(course.events[place])
            guard course.oneByOne else { continue }
            let id = course.events[place].id
            try await eventually("a notifier has handled it and sent what there was to send") {
                try await stack.count(
                    """
                    select count(*) as n from notifier.inbox where message_id = '\(id)' and done_at is not null
                    and not exists (select from notifier.notice where state = 'planned')
                    """) == 1
            }
        }
    }

    private func expectRight(_ course: Course, _ stack: Stack) async throws {
        for recipient in ["general", "incidents@example.org"] {
            let sent = try await stack.texts(
                """
                select n.version || ' ' || n.state as t from notifier.notice n
                join core.incident i on i.id = n.incident_id
                where i.name = '\(course.incident)' and n.kind = 'status' and n.recipient = '\(recipient)'
                and n.state = 'sent' order by n.sent_at
                """)
            let versions = sent.compactMap { Int($0.prefix { $0 != " " }) }
            #expect(versions == versions.sorted(), "\(course.title): never an older status after a newer one")
            #expect(Set(versions).count == versions.count, "\(course.title): each once")
            // An incident is announced as active: who has heard nothing else needs not hear that.
            let isNews = course.history.last != "active" || !versions.isEmpty
            #expect(isNews ? versions.last == 4 : true, "\(course.title): \(versions)")
            if course.oneByOne {
                #expect(versions == expected(course), "\(course.title)")
            }
        }
    }

    /// What is told when each event is done before the next one comes: what is newer than everything before it, and news.
    private func expected(_ course: Course) -> [Int] {
        var known = (version: 0, status: "active")
        var told: [Int] = []
        for place in course.order where place + 2 > known.version {
            let status = course.history[place]
            if status != known.status { told.append(place + 2) }
            known = (place + 2, status)
        }
        return told
    }
}

extension Stack {
    /// Waits until so many notices were sent.
    fileprivate func awaitNotices(_ count: Int) async throws {
        try await eventually("\(count) notices are sent", within: .seconds(90), every: .milliseconds(100)) {
            try await self.count("select count(*) as n from notifier.notice where state = 'sent'") >= count
        }
    }

    /// Notes that everything of intake's was published.
    fileprivate func markPublished() async throws {
        try await asOwner("update intake.outbox set published_at = now() where published_at is null")
    }
}
