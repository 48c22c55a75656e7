import Contracts
import Incident
import IncidentStore
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

        /// Each of a batch has its own places, people and links, and one that lacks something keeps none of the others.
        @Test func incidentsThatComeTogetherAreAssembledApart() async throws {
            try await Bench.with { bench in
                var incidents: [IncidentReference] = []
                for _ in 0..<5 { incidents.append(try await bench.open()) }
                let taken = incidents[2]
                try await bench.database.run(
                    sql: """
                        insert into native.mail_group (id, effect_key, name, title, address)
                        values (core.uuid_v7(), 'other', 'x', '', '\(taken.name.lowercased())@muster.localhost');
                        """)
                let announced = try await bench.deliver(together: incidents.map(opened))
                let whole = incidents.filter { $0 != taken }
                #expect(
                    try announced.all(IncidentAssembled.self).map(\.incident.name).sorted()
                        == whole.map(\.name).sorted())
                #expect(
                    try announced.all(CreateResource.self).map { "\($0.incident.name) \($0.resource)" } == [
                        "\(taken.name) group"
                    ])
                #expect(try announced.all(ResourceCreated.self).count == 4 * 7 + 6)
                let places = try await bench.database.run(
                    sql: """
                        select concat_ws(' ', c.name, (select count(*) from native.conversation_member m
                            where m.conversation_id = c.id), (select count(*) from native.bookmark b
                            where b.conversation_id = c.id and b.url like '%' || upper(c.name)))
                        from native.conversation c where name <> 'general' order by created_at, name
                        """)
                #expect(places == incidents.map { "\($0.name.lowercased()) 2 1" })
                let lines = try await bench.database.run(
                    sql: "select kind from core.timeline where incident_id = '\(incidents[0].id)' order by id")
                #expect(lines == Array(repeating: "resource", count: 7) + ["assembled"])
            }
        }

        /// The release before this one plans without holding the incident's row.
        @Test func whatSomebodyElseHasPlannedMeanwhileIsTheirs() async throws {
            try await Bench.with { bench in
                let incident = try await bench.open()
                let unplanned = try #require(
                    try await IncidentResponse.load(incident.id, for: .system, in: bench.environment.database))
                try await bench.plan(incident)
                let plan = ResourcePlan(
                    organisation: try await bench.environment.organisation.current(),
                    publicURL: "https://muster.example.org")
                let announced = try await bench.write {
                    try await plan.plan([.init(incident: incident, response: unplanned)], in: $0)
                }
                #expect(announced.isEmpty)
                #expect(try await bench.value("select assembled_at is null from core.incident") == "t")
                #expect(
                    try await bench.value("select count(*) from core.resource where state = 'pending'") == "7")
                // Whoever makes a place then finds the one that is there.
                let made = try await bench.deliver(
                    CreateResource(incident: incident, resource: .ticket), about: incident)
                #expect(try made.all(ResourceCreated.self).map(\.resource) == [.ticket])
                #expect(try await bench.value("select count(*) from native.ticket") == "1")
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
