public import Capabilities
import Encodings
import FoundationEssentials
public import Postgres

/// Posts to conversations that come with Muster, any number with one statement of the caller's transaction.
public enum NativePosts {
    /// A text for a conversation.
    public struct Post: Sendable, Hashable {
        /// Of the effect that posts it, the same in every try: it is posted once.
        public var key: EffectKey
        /// The conversation's id or name.
        public var conversation: String
        /// 1 to 20,000 characters.
        public var text: String

        /// A post to a conversation.
        public init(_ text: String, in conversation: String, key: EffectKey) {
            self.key = key
            self.conversation = conversation
            self.text = text
        }
    }

    /// The statement that posts. It returns the `effect_key` of each post that was made: not of one whose conversation is
    /// archived or not there, or that was made before.
    public static func insert(_ posts: [Post]) -> Statement {
        Statement(
            """
            insert into native.message (id, conversation_id, effect_key, author, text)
            select p.id, c.id, p.key, 'Muster', p.text
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
                as p (id, conversation_id, name, key, text)
            join native.conversation c on c.archived_at is null
                and c.id = coalesce(
                    p.conversation_id, (select n.id from native.conversation n where n.name = p.name))
            on conflict (conversation_id, effect_key) do nothing
            returning effect_key
            """,
            [
                .uuidArray(posts.map { _ in UUID.v7() }),
                .uuidArray(posts.map { UUIDText.uuid(from: $0.conversation) }),
                .textArray(posts.map(\.conversation)), .textArray(posts.map(\.key.description)),
                .textArray(posts.map(\.text)),
            ])
    }
}
