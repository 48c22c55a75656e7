import Capabilities
import Encodings
import FoundationEssentials
import Incident
import NativeProviders
import TestServers
import Testing

extension DatabaseTests {
    /// For whom places are there between their making and the end of the message that had them made.
    @Suite struct NativeViewingTests {
        private static func incident(_ visibility: Visibility, _ database: TestDatabase) async throws -> UUID {
            let id = UUID.v7()
            try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source, status, visibility)
                    values ('\(id)', 'Leak', '', 'breach', 'high', 'p1', 'report', 'active', '\(visibility.rawValue)');
                    """)
            return id
        }

        /// One of each kind, with the keys that its incident gives.
        private static func places(_ prefix: String, _ native: NativeProviders) async throws -> [String] {
            func key(_ kind: String) -> EffectKey { EffectKey("\(prefix)/\(kind)") }
            let ticket = TicketDraft(
                title: "t", description: "", status: "active", severity: "high", priority: "p1", assignee: nil)
            let name = String(UUID.v7().uuidString.lowercased().suffix(12))
            let talk = ConversationDraft(name: name, topic: "t", members: [], isPrivate: false)
            let document = DocumentDraft(title: "d", format: .markdown, body: "", folder: nil)
            return [
                try await native.ticketing.create(ticket, key: key("ticket")).externalID,
                try await native.conversations.create(talk, key: key("conversation")).externalID, name,
                try await native.storage.create(FolderDraft(name: "f", members: []), key: key("storage"))
                    .externalID,
                try await native.documents.create(document, key: key("document")).externalID,
                try await native.groups.create(
                    GroupDraft(name: name, title: "g", members: []), key: key("group")
                ).externalID,
                try await native.conferencing.create(
                    ConferenceDraft(title: "c", members: []), key: key("conference")
                ).externalID,
            ]
        }

        @Test(arguments: Visibility.allCases)
        func aPlaceIsAsVisibleAsItsIncidentFromBirth(_ visibility: Visibility) async throws {
            try await withNativeDatabase { creator, intake, database in
                let incident = try await Self.incident(visibility, database)
                for id in try await Self.places("incident/\(incident.uuidString.lowercased())", creator) {
                    let isThere = try await intake.isThere(id, for: .stranger)
                    #expect(isThere == (visibility == .open), "\(id)")
                    let isThereForSystem = try await intake.isThere(id, for: .system)
                    #expect(isThereForSystem)
                }
            }
        }

        @Test func whatBelongsToNoIncidentIsForThoseWhoSeeEverything() async throws {
            try await withNative { creator, intake in
                for id in try await Self.places("test/1", creator) {
                    let isThere = try await (intake.isThere(id, for: .stranger), intake.isThere(id, for: .system))
                    #expect(isThere == (false, true))
                }
            }
        }

        @Test func theGeneralConversationIsEverybodys() async throws {
            try await withNative { _, intake in
                let byName = try await intake.isThere("general", for: .stranger)
                let byID = try await intake.isThere("00000000-0000-7000-8000-000000000001", for: .stranger)
                let nothing = try await intake.isThere("nothing", for: .stranger)
                #expect(byName && byID && !nothing)
            }
        }
    }
}
