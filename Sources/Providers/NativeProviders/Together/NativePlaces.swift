public import Capabilities
import Encodings
import FoundationEssentials
import Incident
public import Organisation
public import Postgres

/// Places of any number of incidents, made together in a transaction of the caller's: a statement for each kind of place,
/// however many there are.
///
/// A place has its id from the moment it is added, so that places can name one another before any of them is there. What
/// cannot be made is left out and nothing else: a key or a name that is taken already, and what lies in a folder that was
/// left out. Whoever makes places then asks for those one by one, which says why.
public struct NativePlaces: Sendable {
    private let publicURL: String
    private let settings: NativeSettings
    private var tickets: [(id: UUID, key: EffectKey, draft: TicketDraft)] = []
    private var conversations: [(id: UUID, key: EffectKey, draft: ConversationDraft)] = []
    private var folders: [(id: UUID, key: EffectKey, draft: FolderDraft)] = []
    private var documents: [(id: UUID, key: EffectKey, draft: DocumentDraft, folder: UUID?)] = []
    private var groups: [(id: UUID, key: EffectKey, draft: GroupDraft, address: String)] = []
    private var conferences: [(id: UUID, key: EffectKey, draft: ConferenceDraft, room: String)] = []
    private var bookmarks: [(conversation: UUID, title: String, url: String)] = []

    /// - Parameters:
    ///   - publicURL: the base of every link, without a slash at its end.
    ///   - settings: what the organisation decided about groups and bridges.
    public init(publicURL: String, settings: NativeSettings) {
        self.publicURL = publicURL
        self.settings = settings
    }

    // MARK: Adding

    /// Adds a ticket.
    /// - Parameter key: of the effect that makes it, the same in every try.
    public mutating func add(_ draft: TicketDraft, key: EffectKey) -> ExternalObject {
        let id = UUID.v7()
        tickets.append((id, key, draft))
        return object(id, in: "tickets")
    }

    /// Adds a conversation.
    /// - Parameter key: of the effect that makes it, the same in every try.
    public mutating func add(_ draft: ConversationDraft, key: EffectKey) -> ExternalObject {
        let id = UUID.v7()
        conversations.append((id, key, draft))
        return object(id, in: "conversations")
    }

    /// Adds a folder.
    /// - Parameter key: of the effect that makes it, the same in every try.
    public mutating func add(_ draft: FolderDraft, key: EffectKey) -> ExternalObject {
        let id = UUID.v7()
        folders.append((id, key, draft))
        return object(id, in: "files")
    }

    /// Adds a document.
    /// - Parameter key: of the effect that makes it, the same in every try.
    /// - Returns: `nil` when it cannot be made: its text is too long, or its folder is none of these providers'.
    public mutating func add(_ draft: DocumentDraft, key: EffectKey) -> ExternalObject? {
        let folder = draft.folder.flatMap(UUIDText.uuid(from:))
        guard folder != nil || draft.folder == nil, (try? NativeDocuments.check(draft.body)) != nil else { return nil }
        let id = UUID.v7()
        documents.append((id, key, draft, folder))
        return object(id, in: "documents")
    }

    /// Adds a group.
    /// - Parameter key: of the effect that makes it, the same in every try.
    /// - Returns: `nil` when its name makes no mail address.
    public mutating func add(_ draft: GroupDraft, key: EffectKey) -> ExternalObject? {
        guard let address = NativeGroups.address(of: draft.name, in: settings.groupDomain) else { return nil }
        let id = UUID.v7()
        groups.append((id, key, draft, address))
        var object = object(id, in: "groups")
        object.address = address
        return object
    }

    /// Adds a conference.
    /// - Parameter key: of the effect that makes it, the same in every try.
    public mutating func add(_ draft: ConferenceDraft, key: EffectKey) -> ExternalObject {
        let id = UUID.v7()
        conferences.append((id, key, draft, NativeConferencing.room(of: id)))
        return object(id, in: "conferences")
    }

    /// Adds a bookmark to a conversation that was added; of two with one title the first counts.
    public mutating func bookmark(_ title: String, url: String, in conversation: ExternalObject) {
        guard let id = UUIDText.uuid(from: conversation.externalID) else { return }
        bookmarks.append((id, title, url))
    }

    private func object(_ id: UUID, in collection: String) -> ExternalObject {
        let id = UUIDText.string(from: id)
        return ExternalObject(externalID: id, url: "\(publicURL)/\(collection)/\(id)")
    }

    // MARK: Making

    /// Makes them, in one round trip.
    /// - Returns: the external ids of those that were made.
    public func make(in transaction: some Querying) async throws -> Set<String> {
        let statements = [
            insertFolders, insertDocuments, insertTickets, insertConversations, insertGroups, insertConferences,
        ].compactMap(\.self)
        if statements.isEmpty { return [] }
        var made: Set<String> = []
        for result in try await transaction.pipeline(statements) {
            for row in result { made.insert(UUIDText.string(from: try row.decode("id"))) }
        }
        return made
    }

    private var insertTickets: Statement? {
        if tickets.isEmpty { return nil }
        let drafts = tickets.map(\.draft)
        return Statement(
            """
            insert into native.ticket (id, effect_key, title, description, status, severity, priority, assignee)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[])
            on conflict do nothing returning id
            """,
            [
                .uuidArray(tickets.map(\.id)), .textArray(tickets.map(\.key.description)),
                .textArray(drafts.map(\.title)), .textArray(drafts.map(\.description)),
                .textArray(drafts.map(\.status)), .textArray(drafts.map(\.severity)),
                .textArray(drafts.map(\.priority)), .textArray(drafts.map(\.assignee)),
            ])
    }

    private var insertConversations: Statement? {
        if conversations.isEmpty { return nil }
        let members = members(conversations.map { ($0.id, $0.draft.members) })
        return Statement(
            """
            with made as (
                insert into native.conversation (id, effect_key, name, topic, is_private)
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bool[])
                on conflict do nothing returning id
            ), members as (
                insert into native.conversation_member (conversation_id, email)
                select distinct m.id, m.email from unnest($6::uuid[], $7::text[]) as m (id, email) join made using (id)
            ), bookmarks as (
                insert into native.bookmark (conversation_id, title, url)
                select b.id, b.title, b.url
                from unnest($8::uuid[], $9::text[], $10::text[]) as b (id, title, url) join made using (id)
                on conflict do nothing
            )
            select id from made
            """,
            [
                .uuidArray(conversations.map(\.id)), .textArray(conversations.map(\.key.description)),
                .textArray(conversations.map(\.draft.name)), .textArray(conversations.map(\.draft.topic)),
                .boolArray(conversations.map(\.draft.isPrivate)), members.places, members.people,
                .uuidArray(bookmarks.map(\.conversation)), .textArray(bookmarks.map(\.title)),
                .textArray(bookmarks.map(\.url)),
            ])
    }

    private var insertFolders: Statement? {
        if folders.isEmpty { return nil }
        let members = members(folders.map { ($0.id, $0.draft.members) })
        return Statement(
            """
            with made as (
                insert into native.folder (id, effect_key, name)
                select * from unnest($1::uuid[], $2::text[], $3::text[])
                on conflict do nothing returning id
            ), members as (
                insert into native.folder_member (folder_id, email)
                select distinct m.id, m.email from unnest($4::uuid[], $5::text[]) as m (id, email) join made using (id)
            )
            select id from made
            """,
            [
                .uuidArray(folders.map(\.id)), .textArray(folders.map(\.key.description)),
                .textArray(folders.map(\.draft.name)), members.places, members.people,
            ])
    }

    private var insertDocuments: Statement? {
        if documents.isEmpty { return nil }
        return Statement(
            """
            with draft as (
                select d.* from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[])
                    as d (id, effect_key, title, format, folder_id, body)
                where d.folder_id is null or exists (select from native.folder f where f.id = d.folder_id)
            ), made as (
                insert into native.document (id, effect_key, title, format, folder_id)
                select id, effect_key, title, format, folder_id from draft
                on conflict do nothing returning id
            ), first_version as (
                insert into native.document_version (document_id, version, body, author)
                select draft.id, 1, draft.body, 'Muster' from draft join made using (id)
            )
            select id from made
            """,
            [
                .uuidArray(documents.map(\.id)), .textArray(documents.map(\.key.description)),
                .textArray(documents.map(\.draft.title)), .textArray(documents.map(\.draft.format.rawValue)),
                .uuidArray(documents.map(\.folder)), .textArray(documents.map(\.draft.body)),
            ])
    }

    private var insertGroups: Statement? {
        if groups.isEmpty { return nil }
        let members = members(groups.map { ($0.id, $0.draft.members) })
        return Statement(
            """
            with made as (
                insert into native.mail_group (id, effect_key, name, title, address)
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
                on conflict do nothing returning id
            ), members as (
                insert into native.mail_group_member (group_id, email)
                select distinct m.id, m.email from unnest($6::uuid[], $7::text[]) as m (id, email) join made using (id)
            )
            select id from made
            """,
            [
                .uuidArray(groups.map(\.id)), .textArray(groups.map(\.key.description)),
                .textArray(groups.map(\.draft.name)), .textArray(groups.map(\.draft.title)),
                .textArray(groups.map(\.address)), members.places, members.people,
            ])
    }

    private var insertConferences: Statement? {
        if conferences.isEmpty { return nil }
        let members = members(conferences.map { ($0.id, $0.draft.members) })
        return Statement(
            """
            with made as (
                insert into native.conference (id, effect_key, title, room, join_url, dial_in)
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
                on conflict do nothing returning id
            ), members as (
                insert into native.conference_member (conference_id, email)
                select distinct m.id, m.email from unnest($7::uuid[], $8::text[]) as m (id, email) join made using (id)
            )
            select id from made
            """,
            [
                .uuidArray(conferences.map(\.id)), .textArray(conferences.map(\.key.description)),
                .textArray(conferences.map(\.draft.title)), .textArray(conferences.map(\.room)),
                .textArray(conferences.map { settings.bridge(room: $0.room) }),
                .textArray(conferences.map { _ in settings.bridgeDialIn }), members.places, members.people,
            ])
    }

    private func members(_ places: [(id: UUID, emails: [String])]) -> (places: PostgresValue, people: PostgresValue) {
        let all = places.flatMap { place in place.emails.map { (place.id, $0) } }
        return (.uuidArray(all.map(\.0)), .textArray(all.map(\.1)))
    }
}
