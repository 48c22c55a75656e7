import Capabilities
import NativeProviders
import TestServers
import Testing

extension DatabaseTests {
    @Suite struct NativeTicketingTests {
        private let draft = TicketDraft(
            title: "INC-1: down", description: "everything", status: "active", severity: "high", priority: "p1",
            assignee: "primary-oncall@example.org")

        @Test func aTicketIsMadeOnceForAKey() async throws {
            try await withNative { creator, _ in
                let key = EffectKey("incident/1/ticket")
                #expect(try await creator.ticketing.find(key) == nil)
                let first = try await creator.ticketing.create(draft, key: key)
                let second = try await creator.ticketing.create(draft, key: key)
                #expect(first == second)
                #expect(try await creator.ticketing.find(key) == first)
                #expect(first.url == "https://muster.example.org/tickets/\(first.externalID)")
            }
        }

        @Test func twentyAtOnceMakeOneTicket() async throws {
            try await withNative { creator, _ in
                let made = try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<20 {
                        group.addTask {
                            try await creator.ticketing.create(draft, key: EffectKey("race")).externalID
                        }
                    }
                    return try await group.reduce(into: Set<String>()) { $0.insert($1) }
                }
                #expect(made.count == 1)
            }
        }

        @Test func intakeReadsWhatAnUpdateSays() async throws {
            try await withNative { creator, intake in
                let made = try await creator.ticketing.create(draft, key: EffectKey("update"))
                var stable = draft
                stable.status = "stable"
                stable.assignee = nil
                try await creator.ticketing.update(made.externalID, to: stable)
                try await creator.ticketing.update(made.externalID, to: stable)
                let ticket = try await intake.ticketing.ticket(made.externalID)
                #expect(ticket.status == "stable")
                #expect(ticket.assignee == nil)
                #expect(ticket.title == "INC-1: down")
            }
        }

        @Test func archivingTwiceKeepsTheFirstTime() async throws {
            try await withNative { creator, _ in
                let made = try await creator.ticketing.create(draft, key: EffectKey("archive"))
                try await creator.ticketing.archive(made.externalID)
                let first = try await creator.ticketing.ticket(made.externalID).archivedAt
                try await creator.ticketing.archive(made.externalID)
                #expect(first != nil)
                #expect(try await creator.ticketing.ticket(made.externalID).archivedAt == first)
            }
        }

        @Test(arguments: ["nonsense", "00000000-0000-7000-8000-00000000ffff"])
        func whatIsNotThereIsNeverTriedAgain(id: String) async throws {
            try await withNative { creator, _ in
                await #expect {
                    try await creator.ticketing.update(id, to: draft)
                } throws: { error in
                    guard let error = error as? ProviderError else { return false }
                    return error.remedy == .giveUp && error.code == "not-found" && !error.isOutage
                }
            }
        }
    }
}
