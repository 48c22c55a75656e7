import Encodings
import Capabilities
import FoundationEssentials
import Incident
import IncidentStore
import NativeProviders
import Organisation
import Postgres
import WorkStore

/// Posts notices to conversations that are rows of this database, in the transaction that plans them: they are there when
/// it commits, in the order in which statuses of an incident commit.
enum NativePosting {
    /// - Returns: what was posted. The rest is sent like any other notice, and says why it cannot be.
    static func post(_ notices: [Notice], in transaction: UnitOfWork) async throws -> Set<UUID> {
        let texts = notices.filter {
            $0.channel == .conversation && $0.provider == ProviderSettings.native && fits($0.body)
        }
        if texts.isEmpty { return [] }
        let posts = texts.map { NativePosts.Post($0.body, in: $0.recipient, key: Notice.key($0.id)) }
        let keys = Set(
            try await transaction.query(NativePosts.insert(posts)).map { try $0.decode("effect_key", as: String.self) })
        let posted = texts.filter { keys.contains(Notice.key($0.id).description) }
        if posted.isEmpty { return [] }
        transaction.write(
            "update notice set state = 'sent', sent_at = now() where id = any($1)", [.uuidArray(posted.map(\.id))])
        let noted = posted.filter(\.kind.isNoted)
        if noted.isEmpty { return Set(posted.map(\.id)) }
        transaction.write(
            Timeline.append(
                noted.map {
                    Timeline.Line(
                        of: $0.incident, .notice, by: "notifier",
                        // Those of incidents are named by their ids, others by their names.
                        Notice.told($0.recipient, by: $0.channel, isOwn: UUIDText.uuid(from: $0.recipient) != nil))
                }))
        return Set(posted.map(\.id))
    }

    private static func fits(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= NativeConversations.messageLimit && !text.contains("\0")
    }
}
