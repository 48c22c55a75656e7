import Capabilities
import NativeProviders
import TestServers
import Testing

extension DatabaseTests {
    @Suite struct NativeConversationsTests {
        private let draft = ConversationDraft(
            name: "inc-1", topic: "down", members: ["primary-oncall@example.org"], isPrivate: true)

        @Test func aConversationHasItsMembersFromTheStart() async throws {
            try await withNative { creator, intake in
                let key = EffectKey("members")
                let made = try await creator.conversations.create(draft, key: key)
                #expect(try await creator.conversations.create(draft, key: key) == made)
                #expect(try await creator.conversations.find(key) == made)
                let conversation = try await intake.conversations.conversation(made.externalID)
                #expect(conversation.members == ["primary-oncall@example.org"])
                #expect(conversation.isPrivate)
                #expect(conversation.topic == "down")
            }
        }

        @Test func membersComeAndGoAndComeAgain() async throws {
            try await withNative { creator, intake in
                let id = try await creator.conversations.create(draft, key: EffectKey("c")).externalID
                for _ in 0..<2 { try await creator.conversations.add("b@example.org", to: id) }
                #expect(try await intake.conversations.conversation(id).members.count == 2)
                for _ in 0..<2 { try await creator.conversations.remove("b@example.org", from: id) }
                #expect(try await intake.conversations.conversation(id).members == ["primary-oncall@example.org"])
                try await intake.conversations.join("b@example.org", conversation: id)
                #expect(try await intake.conversations.conversation(id).members.count == 2)
            }
        }

        @Test func aPostIsSaidOnceForAKey() async throws {
            try await withNative { creator, intake in
                let id = try await creator.conversations.create(draft, key: EffectKey("c")).externalID
                let key = EffectKey("notice/1")
                #expect(try await creator.conversations.findPost(key, inConversation: id) == nil)
                let first = try await creator.conversations.post("hello", inConversation: id, key: key)
                let second = try await creator.conversations.post("hello", inConversation: id, key: key)
                #expect(first == second)
                #expect(try await creator.conversations.findPost(key, inConversation: id) == first)
                #expect(try await intake.conversations.messages(in: id).map(\.text) == ["hello"])
            }
        }

        @Test func messagesAreReadInTheirOrderPageByPage() async throws {
            try await withNative { creator, intake in
                let id = try await creator.conversations.create(draft, key: EffectKey("c")).externalID
                for number in 1...5 {
                    _ = try await intake.conversations.say("\(number)", author: "scribe", in: id, key: nil)
                }
                let first = try await intake.conversations.messages(in: id, limit: 2)
                #expect(first.map(\.text) == ["1", "2"])
                let rest = try await intake.conversations.messages(in: id, after: first.last?.id, limit: 500)
                #expect(rest.map(\.text) == ["3", "4", "5"])
                #expect(try await intake.conversations.newestMessages(in: id, limit: 2).map(\.text) == ["4", "5"])
            }
        }

        @Test func aBookmarkWithTheSameTitleReplacesTheFirst() async throws {
            try await withNative { creator, intake in
                let id = try await creator.conversations.create(draft, key: EffectKey("c")).externalID
                try await creator.conversations.bookmark("Ticket", url: "https://a.example", inConversation: id)
                try await creator.conversations.bookmark("Ticket", url: "https://b.example", inConversation: id)
                let bookmarks = try await intake.conversations.conversation(id).bookmarks
                #expect(bookmarks.map(\.url) == ["https://b.example"])
            }
        }

        @Test func anArchivedConversationIsReadAndNotWritten() async throws {
            try await withNative { creator, intake in
                let id = try await creator.conversations.create(draft, key: EffectKey("c")).externalID
                _ = try await intake.conversations.say("last words", author: "scribe", in: id, key: nil)
                try await creator.conversations.archive(id)
                await #expect {
                    _ = try await intake.conversations.say("one more", author: "scribe", in: id, key: nil)
                } throws: { ($0 as? NativeError)?.code == .archived }
                #expect(try await intake.conversations.messages(in: id).map(\.text) == ["last words"])
            }
        }

        @Test func theGeneralConversationIsThereAndKnownByItsName() async throws {
            try await withNative { creator, intake in
                _ = try await creator.conversations.post("news", inConversation: "general", key: EffectKey("n"))
                #expect(try await intake.conversations.messages(in: "general").map(\.text) == ["news"])
            }
        }

        @Test func aNameThatIsTakenIsNeverTriedAgain() async throws {
            try await withNative { creator, _ in
                _ = try await creator.conversations.create(draft, key: EffectKey("one"))
                await #expect {
                    _ = try await creator.conversations.create(draft, key: EffectKey("two"))
                } throws: { error in
                    (error as? ProviderError)?.code == "name-taken" && (error as? ProviderError)?.remedy == .giveUp
                }
            }
        }
    }
}
