import Contracts
import Encodings
import Foundation
import JSON
import Logging
import Postgres
import SampleOrganisation
import TestServers
import Testing
import WorkStore
import WorkerKit

@testable import Intake

/// Whoever is invited is taken out when their time has ended, and not before.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct InvitationEndTests {
    /// Does what the message of the timer asks for.
    private func expire(_ intake: IntakeProcess) async throws {
        let id = try await intake.database.run(sql: "select id from core.incident")
        let incident = try #require(id.first.flatMap { UUID(uuidString: $0) })
        let client = PostgresClient(
            configuration: try PostgresConfiguration(
                url: intake.database.url(process: "intake"), applicationName: "test"),
            logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await client.transaction { transaction in
                let work = UnitOfWork(transaction, source: "/muster/intake")
                let message = Received(
                    id: .v7(), body: ExpireParticipant(incident: incident, email: "vendor@example.net"), subject: "s",
                    time: Date(), correlationID: nil, traceparent: nil, attempt: 1)
                let handler = ExpireParticipantHandler(organisation: { try Samples.organisation() })
                #expect(try await handler.handle([message], in: work) == [.done])
                _ = try await work.commit()
            }
            group.cancelAll()
        }
    }

    @Test func anInvitationEndsByItself() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
            let address = "/api/v1/incidents/INC-1"
            let invited = try await intake.post(
                "\(address)/invitations", ["email": "vendor@example.net", "name": "Vendor"])
            #expect(invited.status == 201)
            // They lead it by now, and have something to do: nobody asks them to hand over.
            let led = try await intake.post(
                "\(address)/roles", ["email": "vendor@example.net", "role": "incident_commander"])
            #expect(led.status == 200)
            let task = try await intake.post("\(address)/tasks", ["text": "Restart", "owner": "vendor@example.net"])
            #expect(task.status == 201, "\(task.text)")
            let isIn = "select count(*) from core.participant where email = 'vendor@example.net'"
            try await expire(intake)
            #expect(try await intake.database.run(sql: isIn) == ["1"], "a timer that came too early ends nothing")
            _ = try await intake.database.run(
                sql: "update core.participant set expires_at = now() - interval '1 second' where expires_at is not null"
            )
            for _ in 0..<2 { try await expire(intake) }
            #expect(try await intake.database.run(sql: isIn) == ["0"])
            let lines = try await intake.database.run(
                sql: "select actor || ': ' || text from core.timeline where text like 'Vendor was removed%'")
            #expect(
                lines == [
                    "muster: Vendor was removed: the invitation has ended. INC-1 has no incident commander now"
                ])
        }
    }
}
