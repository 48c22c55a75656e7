import Encodings
import Foundation
import JSON
import TestServers
import Testing

/// Everything that a vendor can do wrong, each to one place of the same incident: one of each is made.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ProviderFaultTests {
    @Test func everyFaultLeavesOneObject() async throws {
        let vendors = try (0..<6).map { _ in try Vendor() }
        let (limited, failing, hanging, dying, lagging, mute) = (
            vendors[0], vendors[1], vendors[2], vendors[3], vendors[4], vendors[5]
        )
        let organisation = Organisation.yaml([
            limited.system("limited", "ticketing"), failing.system("failing", "conversations"),
            hanging.system("hanging", "storage", timeout: 1000), dying.system("dying", "documents"),
            lagging.system("lagging", "groups", searchLag: 4000), mute.system("mute", "conferencing", timeout: 1000),
        ])
        try await limited.fail([
            "operation": "ticket.create", "action": "status", "status": 429, "retry_after": 3, "times": 1,
        ])
        try await failing.fail([
            "operation": "conversation.create", "action": "status", "status": 500, "times": 1,
        ])
        try await hanging.fail(["operation": "folder.create", "action": "hang", "times": 1])
        try await dying.fail(["operation": "document.create", "action": "die", "times": 2])
        try await lagging.fail(["operation": "group.create", "action": "die", "times": 1], searchLag: 3000)
        try await mute.fail(["operation": "conference.create", "action": "mute", "times": 1])
        try await Stack.run(organisation: organisation) { stack in
            try await stack.start(Stack.everything)
            _ = try await stack.report("Everything goes wrong")
            try await stack.awaitAssembled(1)
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 1)
        }
        try await limited.expect(objects: 1, of: "ticket", creations: 2)
        try await failing.expect(objects: 1, of: "conversation", creations: 2)
        try await hanging.expect(objects: 1, of: "folder", creations: 2)
        // The document and the sheet; each was made by the call that died, and found.
        try await dying.expect(objects: 2, of: "document", creations: 2)
        try await lagging.expect(objects: 1, of: "group", creations: 1)
        try await mute.expect(objects: 1, of: "conference", creations: 1)
        let times = try await limited.calls("ticket.create").compactMap { $0["at_ms"]?.intValue }
        #expect(times.count == 2 && times[1] - times[0] >= 3000, "Retry-After is honoured: \(times)")
    }

    /// Whoever waits for a place is told what its provider said, how often it was asked, and when it is asked again.
    @Test func whatWaitsForItsProviderSaysWhy() async throws {
        let vendor = try Vendor()
        try await vendor.fail(
            ["operation": "ticket.create", "action": "status", "status": 500, "times": 1],
            ["operation": "ticket.create", "action": "status", "status": 429, "retry_after": 6])
        let organisation = Organisation.yaml([vendor.system("tracker", "ticketing")], resources: ["ticket"])
        try await Stack.run(organisation: organisation) { stack in
            try await stack.start(["intake", "resource-creator", "notifier", "dead-letter-keeper"])
            let begun = Date()
            let incident = try await stack.report("Refused for a while")
            var ticket: JSON = .null
            try await eventually("the provider's second answer is shown", within: .seconds(60)) {
                ticket = try await stack.resource(0, of: incident)
                return ticket["attempts"] == 2
            }
            #expect(ticket["state"] == "pending" && ticket["kind"] == "ticket")
            #expect(ticket["error"]?.stringValue?.contains("429") == true, "\(ticket)")
            let next = try #require(ticket["next_attempt_at"]?.stringValue.flatMap { RFC3339.date(from: $0) })
            #expect(next.timeIntervalSince(begun) > 6)
            let told = try await stack.muster(
                ["incident", "show", incident], as: try #require(stack.intakeURL))
            let line = try #require(told.split(separator: "\n").first { $0.hasPrefix("ticket ") })
            #expect(line.contains("429") && line.contains(ticket["next_attempt_at"]?.stringValue ?? "?"), "\(told)")

            try await vendor.fail()
            try await stack.awaitAssembled(1)
            ticket = try await stack.resource(0, of: incident)
            #expect(ticket["state"] == "created" && ticket["error"] == .null && ticket["next_attempt_at"] == .null)
            #expect(ticket["attempts"]?.intValue ?? 0 > 2)
            // The incident's trace goes on there.
            let trace = try await stack.texts(
                "select split_part(traceparent, '-', 2) as t from intake.outbox where type = 'muster.incident.opened.v1'"
            )
            let seen = try await vendor.calls("ticket.create").compactMap { $0["traceparent"]?.stringValue }
            #expect(seen.count > 2 && seen.allSatisfy { $0.contains(trace.first ?? "?") }, "\(trace) \(seen)")
            try await stack.expectWhole()
        }
    }

    /// A vendor that is out of service for a while, and holds up nothing else.
    @Test func anOutageHoldsUpOnlyWhatNeedsTheVendor() async throws {
        let vendor = try Vendor()
        try await vendor.fail(["operation": "ticket.create", "action": "drop", "times": 5])
        try await Stack.run(organisation: Organisation.yaml([vendor.system("tracker", "ticketing")])) { stack in
            try await stack.start(Stack.everything)
            for number in 0..<3 { _ = try await stack.report("During an outage \(number)") }
            try await eventually("everything else is made") {
                try await stack.count("select count(*) as n from core.resource where state = 'created'") >= 18
            }
            try await stack.awaitAssembled(3, within: .seconds(200))
            #expect(try await vendor.objects("ticket").count == 3)
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 3)
        }
    }
}

extension Stack {
    /// A resource of an incident as the API shows it.
    fileprivate func resource(_ index: Int, of incident: String) async throws -> JSON {
        let reply = try await reply("GET", "\(intakeURL ?? "")/api/v1/incidents/\(incident)")
        return reply?.json["resources"]?[index] ?? .null
    }
}

extension Vendor {
    /// Expects what was made, and by how many calls.
    fileprivate func expect(
        objects count: Int, of kind: String, creations: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let made = try await objects(kind)
        #expect(made.count == count, "\(kind): \(made)", sourceLocation: sourceLocation)
        #expect(try await calls("\(kind).create").count == creations, "\(kind)", sourceLocation: sourceLocation)
    }
}
