import Capabilities
import NativeProviders
import TestServers
import Testing

extension DatabaseTests {
    @Suite struct NativeGroupsTests {
        private let draft = GroupDraft(name: "inc-1", title: "INC-1", members: ["primary-oncall@example.org"])

        @Test func aGroupsAddressReachesItsMembers() async throws {
            try await withNative { creator, intake in
                let key = EffectKey("g")
                let made = try await creator.groups.create(draft, key: key)
                #expect(made.address == "inc-1@incidents.example.org")
                #expect(try await creator.groups.create(draft, key: key) == made)
                #expect(try await creator.groups.find(key) == made)
                try await creator.groups.add("a@example.org", to: made.externalID)
                let members = try await creator.groups.members(ofAddress: "INC-1@Incidents.example.org")
                #expect(members == ["a@example.org", "primary-oncall@example.org"])
                #expect(try await intake.groups.group(made.externalID).members.count == 2)
            }
        }

        @Test func anAddressOfNobodyIsNoGroup() async throws {
            try await withNative { creator, _ in
                let members = try await creator.groups.members(ofAddress: "somebody@example.org")
                #expect(members == nil)
            }
        }

        @Test func anEmptyGroupReachesNobody() async throws {
            try await withNative { creator, _ in
                let made = try await creator.groups.create(draft, key: EffectKey("g"))
                try await creator.groups.remove("primary-oncall@example.org", from: made.externalID)
                #expect(try await creator.groups.members(ofAddress: "inc-1@incidents.example.org") == [])
            }
        }

        @Test func mailToAnArchivedGroupReachesNobody() async throws {
            try await withNative { creator, _ in
                let made = try await creator.groups.create(draft, key: EffectKey("g"))
                try await creator.groups.archive(made.externalID)
                #expect(try await creator.groups.members(ofAddress: "inc-1@incidents.example.org") == nil)
            }
        }
    }
}
