import Capabilities
import Contracts
import Incident
import TestServers
import Testing
import WorkerKit

@testable import ResourceCreator

extension DatabaseTests {
    @Suite struct PeopleTests {
        private func opened(_ incident: IncidentReference) -> IncidentOpened {
            IncidentOpened(
                incident: incident, title: "Payments are refused", type: "outage", severity: "high", priority: "p1",
                visibility: .open, source: .report, drill: false)
        }

        private func join(_ incident: IncidentReference, _ bench: Bench) async throws -> ParticipantAdded {
            try await bench.database.run(
                sql: """
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                    values ('\(incident.id)', 'scribe@example.org', 'Scribe', '{scribe}', 'test');
                    """)
            return ParticipantAdded(incident: incident, email: "scribe@example.org", roles: [.scribe])
        }

        @Test func whoJoinsLaterIsLetInWhereverPeopleAre() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.deliver(opened(incident), about: incident)
                let announced = try await bench.deliver(try await join(incident, bench), about: incident)
                #expect(try announced.all(AddMember.self).isEmpty, "their rows are in the same transaction")
                for table in ["conversation_member", "folder_member", "mail_group_member"] {
                    let sql = "select count(*) from native.\(table) where email = 'scribe@example.org'"
                    #expect(try await bench.value(sql) == "1")
                }
            }
        }

        @Test func whoJoinsBeforeAPlaceIsThereIsLetInWhenItIs() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.plan(incident)
                let early = try await bench.deliver(try await join(incident, bench), about: incident)
                #expect(try early.all(AddMember.self).isEmpty)
                // The place was made with those who were there before.
                let completion = ResourceCompletion(
                    lock: IncidentLock(incident: incident, cause: nil), kind: .group, provider: "native",
                    object: ExternalObject(externalID: "g", address: "inc-1@example.org"),
                    members: ["primary-oncall@example.org", "reporter@example.org"])
                let announced = try await bench.write { try await completion.write(in: $0) }
                let added = try announced.filter { $0.type == AddMember.type }.map { try $0.decode(AddMember.self) }
                #expect(added.map(\.email) == ["scribe@example.org"])
                #expect(added.map(\.resource) == [.group])
                #expect(
                    try await bench.value("select url from core.resource where kind = 'group'")
                        == "mailto:inc-1@example.org")
            }
        }

        private func places(of email: String, _ bench: Bench) async throws -> [String?] {
            var counts: [String?] = []
            for table in ["conversation_member", "folder_member", "mail_group_member"] {
                counts.append(try await bench.value("select count(*) from native.\(table) where email = '\(email)'"))
            }
            return counts
        }

        private func leave(_ incident: IncidentReference, _ bench: Bench) async throws -> IncidentUpdated {
            try await bench.database.run(sql: "delete from core.participant where email = 'scribe@example.org'")
            return IncidentUpdated(
                incident: incident, status: .active, changes: ["participants"], actor: "test",
                left: ["scribe@example.org"])
        }

        @Test func whoLeavesIsTakenOutOfEveryPlace() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.deliver(opened(incident), about: incident)
                let joined = try await join(incident, bench)
                try await bench.deliver(joined, about: incident)
                #expect(try await places(of: "scribe@example.org", bench) == ["1", "1", "1"])
                try await bench.deliver(try await leave(incident, bench), about: incident, times: 2)
                #expect(try await places(of: "scribe@example.org", bench) == ["0", "0", "0"])
                // It comes late, once more.
                try await bench.deliver(joined, about: incident)
                #expect(try await places(of: "scribe@example.org", bench) == ["0", "0", "0"])
            }
        }

        /// They left and came back before either message was read.
        @Test func whoIsBackStaysIn() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.deliver(opened(incident), about: incident)
                try await bench.deliver(try await join(incident, bench), about: incident)
                let left = try await leave(incident, bench)
                _ = try await join(incident, bench)
                try await bench.deliver(left, about: incident)
                #expect(try await places(of: "scribe@example.org", bench) == ["1", "1", "1"])
            }
        }

        /// The place was made with somebody who has left since.
        @Test func whoLeavesBeforeAPlaceIsThereIsTakenOutWhenItIs() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.plan(incident)
                let completion = ResourceCompletion(
                    lock: IncidentLock(incident: incident, cause: nil), kind: .group, provider: "native",
                    object: ExternalObject(externalID: "g", address: "inc-1@example.org"),
                    members: ["primary-oncall@example.org", "reporter@example.org", "gone@example.org"])
                let announced = try await bench.write { try await completion.write(in: $0) }
                let orders = try announced.filter { $0.type == AddMember.type }.map { try $0.decode(AddMember.self) }
                #expect(orders.map(\.email) == ["gone@example.org"], "who takes no part is taken out by it")
            }
        }

        @Test func aTicketFollowsTheIncident() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.deliver(opened(incident), about: incident)
                try await bench.database.run(
                    sql: "update core.incident set status = 'stable', title = 'Solved', version = version + 1;")
                let later = IncidentReference(id: incident.id, name: incident.name, version: 3)
                let updated = IncidentUpdated(
                    incident: later, status: .stable, changes: ["status", "title"], actor: "primary-oncall@example.org")
                try await bench.deliver(updated, about: later)
                #expect(
                    try await bench.value("select status || ' ' || title from native.ticket")
                        == "stable \(incident.name): Solved")
            }
        }
    }
}
