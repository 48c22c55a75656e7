import Capabilities
import NativeProviders
import Organisation
import TestServers
import Testing

extension DatabaseTests {
    @Suite struct NativeConferencingTests {
        private let draft = ConferenceDraft(title: "INC-1", members: ["primary-oncall@example.org"])

        @Test func aConferenceHasTheBridgeThatTheOrganisationNamed() async throws {
            let settings = NativeSettings(
                groupDomain: "example.org", bridgeURL: "https://meet.example.org/{room}", bridgeDialIn: "+1 555 0100")
            try await withNative(settings: settings) { creator, intake in
                let key = EffectKey("b")
                let made = try await creator.conferencing.create(draft, key: key)
                #expect(try await creator.conferencing.create(draft, key: key) == made)
                #expect(try await creator.conferencing.find(key) == made)
                let conference = try await intake.conferencing.conference(made.externalID)
                #expect(conference.joinURL == "https://meet.example.org/\(conference.room)")
                #expect(conference.room.hasPrefix("muster-"))
                #expect(conference.dialIn == "+1 555 0100")
                #expect(conference.members == ["primary-oncall@example.org"])
            }
        }

        @Test func withoutABridgeThePageSaysWhoIsThere() async throws {
            try await withNative { creator, intake in
                let id = try await creator.conferencing.create(draft, key: EffectKey("b")).externalID
                try await intake.conferencing.visit(id, name: "Scribe", note: "taking notes")
                try await intake.conferencing.visit(id, name: "Liaison", note: "")
                let conference = try await intake.conferencing.conference(id)
                #expect(conference.joinURL == nil)
                #expect(conference.visits.map(\.name) == ["Liaison", "Scribe"])
            }
        }

        @Test func nobodyJoinsAConferenceThatEnded() async throws {
            try await withNative { creator, intake in
                let id = try await creator.conferencing.create(draft, key: EffectKey("b")).externalID
                try await creator.conferencing.archive(id)
                await #expect {
                    try await intake.conferencing.visit(id, name: "Scribe", note: "")
                } throws: { ($0 as? NativeError)?.code == .archived }
            }
        }
    }
}
