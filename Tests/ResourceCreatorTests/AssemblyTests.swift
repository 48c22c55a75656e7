import Contracts
import Incident
import JSON
import NativeProviders
import TestServers
import Testing
import WorkerKit

@testable import ResourceCreator

extension DatabaseTests {
    @Suite struct AssemblyTests {
        private func opened(_ incident: IncidentReference) -> IncidentOpened {
            IncidentOpened(
                incident: incident, title: "Payments are refused", type: "outage", severity: "high", priority: "p1",
                visibility: .open, source: .report, drill: false)
        }

        @Test func anOpenedIncidentIsAssembled() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                let announced = try await bench.deliver(opened(incident), about: incident)
                let created = try announced.all(ResourceCreated.self)
                #expect(Set(created.map(\.resource)) == Set(ResourceKind.allCases))
                #expect(created.allSatisfy { $0.provider == "native" && $0.url != nil })
                #expect(try announced.all(IncidentAssembled.self).map(\.incident.version) == [2])
                #expect(
                    try await bench.value(
                        "select count(*) from core.resource where state = 'created' and attempts = 1") == "7")
                #expect(
                    try await bench.value("select assembled_at is not null and version = 2 from core.incident") == "t")
                #expect(
                    try await bench.value("select count(*) from core.timeline where kind = 'resource'") == "7")
                #expect(try await bench.value("select count(*) from resource_creator.timer") == "0")
            }
        }

        @Test func everyPlaceHasItsLinksAndItsPeople() async throws {
            try await Bench.with(types: [
                ["name": "outage", "commander": "primary-oncall@example.org", "faq_url": "https://example.org/faq"]
            ]) { bench in
                let incident = try await bench.open()
                let announced = try await bench.deliver(opened(incident), about: incident)
                let places = Dictionary(
                    uniqueKeysWithValues: try announced.all(ResourceCreated.self).map { ($0.resource, $0) })
                let conversation = try await bench.native.conversations.conversation(
                    places[.conversation]?.externalID ?? "")
                #expect(
                    conversation.bookmarks.map(\.title) == [
                        "Conference bridge", "Group", incident.name, "Investigation document", "Investigation sheet",
                        "Questions and answers", "Storage", "Ticket",
                    ])
                #expect(Set(conversation.members) == ["primary-oncall@example.org", "reporter@example.org"])
                let ticket = try await bench.native.ticketing.ticket(places[.ticket]?.externalID ?? "")
                for kind in ResourceKind.allCases where kind != .ticket {
                    #expect(ticket.description.contains(places[kind]?.url ?? "nowhere"))
                }
                let folder = try await bench.native.storage.folder(places[.storage]?.externalID ?? "")
                #expect(folder.documents.count == 2)
                #expect(try await bench.native.groups.group(places[.group]?.externalID ?? "").members.count == 2)
            }
        }

        @Test func messagesThatComeThreeTimesAtOnceMakeEverythingOnce() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                // The runtime's inbox lets the plan be made once; here all copies plan, and only the rows decide.
                let announced = try await bench.deliver(opened(incident), about: incident, times: 3)
                #expect(try announced.all(ResourceCreated.self).count == 7)
                #expect(try announced.all(IncidentAssembled.self).count == 1)
                for table in ["ticket", "folder", "mail_group", "conference"] {
                    #expect(try await bench.value("select count(*) from native.\(table)") == "1")
                }
                #expect(try await bench.value("select count(*) from native.document") == "2")
                #expect(
                    try await bench.value("select count(*) from native.conversation where name <> 'general'") == "1")
            }
        }

        /// What cannot be made with the others is asked for alone, which says why.
        @Test func aNameThatIsTakenCostsThatPlaceAlone() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                try await bench.database.run(
                    sql: """
                        insert into native.conversation (id, effect_key, name, topic, is_private)
                        values (core.uuid_v7(), 'other', '\(incident.name.lowercased())', '', false);
                        """)
                let announced = try await bench.deliver(opened(incident), about: incident)
                #expect(try announced.all(ResourceFailed.self).map(\.resource) == [.conversation])
                #expect(try announced.all(ResourceCreated.self).count == 6)
                #expect(try announced.all(IncidentAssembled.self).isEmpty)
                let error = try await bench.value("select error from core.resource where kind = 'conversation'")
                #expect(error?.contains("name") == true)
            }
        }

        @Test func aClosedIncidentGetsNothingUntilItIsOpenedAgain() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open(status: .closed)
                try await bench.deliver(opened(incident), about: incident)
                #expect(try await bench.value("select count(*) from core.resource") == "0")
                try await bench.database.run(sql: "update core.incident set status = 'active', version = 2;")
                let again = IncidentReference(id: incident.id, name: incident.name, version: 2)
                let updated = IncidentUpdated(
                    incident: again, status: .active, changes: ["status"], actor: "primary-oncall@example.org")
                let announced = try await bench.deliver(updated, about: again)
                #expect(try announced.all(IncidentAssembled.self).count == 1)
            }
        }

        @Test func aTypeWithoutPlacesIsAssembledAtOnce() async throws {
            try await Bench.with(types: [
                ["name": "outage", "commander": "primary-oncall@example.org", "resources": []]
            ]) { bench in
                let incident = try await bench.open()
                let announced = try await bench.deliver(opened(incident), about: incident)
                #expect(try announced.all(IncidentAssembled.self).count == 1)
                #expect(try announced.all(CreateResource.self).isEmpty)
            }
        }

        @Test func rowsThatAreOlderThanTheEventAreWaitedFor() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                let later = IncidentReference(id: incident.id, name: incident.name, version: 5)
                await #expect {
                    try await bench.deliver(opened(later), about: later)
                } throws: { ($0 as? UnexpectedOutcome)?.outcomes == [.tooEarly] }
                await #expect {
                    try await bench.deliver(CreateResource(incident: later, resource: .ticket), about: later)
                } throws: { ($0 as? Failure)?.code == "too-early" }
            }
        }
    }
}
