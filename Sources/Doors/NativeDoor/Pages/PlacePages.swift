import Encodings
import FoundationEssentials
import NativeProviders

extension PageLayout {
    /// The page of a ticket.
    init(_ ticket: NativeTicket) {
        let facts = HTML.facts([
            ("Status", HTML.badge(ticket.status)), ("Severity", "\(ticket.severity)"),
            ("Priority", "\(ticket.priority)"),
            ("Assignee", ticket.assignee.map { HTML.link("mailto:\($0)", $0) }),
            ("Made", PageLayout.time(ticket.createdAt)), ("Changed", PageLayout.time(ticket.updatedAt)),
            ("Archived", ticket.archivedAt.map(PageLayout.time)),
        ])
        self.init(
            title: ticket.title, kind: "ticket",
            body: "<section>\(facts)</section><section>\(HTML.prose(ticket.description))</section>")
    }

    /// The page of a conversation with its newest messages.
    init(_ conversation: NativeConversation, messages: [NativeMessage]) {
        let said = messages.map { message -> HTML in
            """
            <article id="\(UUIDText.string(from: message.id))"><h3>\(message.author) \
            \(PageLayout.time(message.postedAt))</h3>\(HTML.prose(message.text))</article>
            """
        }
        let facts = HTML.facts([
            ("Topic", "\(conversation.topic)"), ("Access", conversation.isPrivate ? "members" : "everybody"),
            ("Made", PageLayout.time(conversation.createdAt)),
            ("Archived", conversation.archivedAt.map(PageLayout.time)),
        ])
        let links = HTML.list(conversation.bookmarks.map { HTML.link($0.url, $0.title) })
        self.init(
            title: conversation.name, kind: "conversation",
            body: """
                <section>\(facts)</section>\(HTML.section("Links", links, otherwise: "None yet."))\
                \(HTML.section("Messages", said, otherwise: "Nobody has said anything yet."))\
                \(HTML.section("Members", HTML.list(conversation.members.map { "\($0)" }), otherwise: "Nobody yet."))
                """)
    }

    /// The page of a folder.
    init(_ folder: NativeFolder) {
        let files = folder.files.map { file -> HTML in
            let path = "/api/v1/files/\(UUIDText.string(from: folder.id))/\(PercentCoding.encode(file.name))"
            return """
                <tr><td><a href="\(path)">\(file.name)</a></td><td>\(file.size)</td><td>\(file.storedBy)</td>\
                <td>\(PageLayout.time(file.storedAt))</td></tr>
                """
        }
        let table: HTML = """
            <table><thead><tr><th scope="col">Name</th><th scope="col">Bytes</th><th scope="col">Stored by</th>\
            <th scope="col">When</th></tr></thead><tbody>\(files)</tbody></table>
            """
        let documents = HTML.list(folder.documents.map { HTML.link($0.url, $0.title) })
        self.init(
            title: folder.name, kind: "storage",
            body: """
                \(HTML.section("Documents", documents, otherwise: "None yet."))\
                \(HTML.section("Files", files.isEmpty ? [] : [table], otherwise: "None yet."))\
                \(HTML.section("Members", HTML.list(folder.members.map { "\($0)" }), otherwise: "Nobody yet."))
                """)
    }

    /// The page of a document with its versions.
    init(_ document: NativeDocument, versions: [NativeDocumentVersion]) {
        let facts = HTML.facts([
            ("Version", "\(document.version)"), ("Written by", "\(document.author)"),
            ("When", PageLayout.time(document.writtenAt)), ("Format", "\(document.format)"),
        ])
        let history = versions.map { version -> HTML in
            "Version \(version.version), \(version.author), \(PageLayout.time(version.writtenAt))"
        }
        self.init(
            title: document.title, kind: "document",
            body: """
                <section>\(facts)</section><section><pre>\(document.body)</pre></section>\
                \(HTML.section("Versions", HTML.list(history), otherwise: "None."))
                """)
    }

    /// The page of a group.
    init(_ group: NativeGroup) {
        let facts = HTML.facts([
            ("Address", HTML.link("mailto:\(group.address)", group.address)),
            ("Made", PageLayout.time(group.createdAt)), ("Archived", group.archivedAt.map(PageLayout.time)),
        ])
        self.init(
            title: group.title, kind: "group",
            body: """
                <section>\(facts)</section>\
                \(HTML.section("Members", HTML.list(group.members.map { "\($0)" }), otherwise: "Nobody yet."))
                """)
    }

    /// The page of a conference: the bridge when there is one, and who said to be on it.
    init(_ conference: NativeConference) {
        let bridge = conference.joinURL.map { HTML.link($0, $0) }
        let facts = HTML.facts([
            ("Join", bridge), ("Telephone", conference.dialIn.map { "\($0)" }), ("Room", "\(conference.room)"),
            ("Made", PageLayout.time(conference.createdAt)), ("Ended", conference.archivedAt.map(PageLayout.time)),
        ])
        let note: HTML =
            bridge == nil
            ? "<p class=\"none\">The organisation has named no bridge: agree on one in the conversation.</p>" : ""
        let visits = conference.visits.map { visit -> HTML in
            "<article><h3>\(visit.name) \(PageLayout.time(visit.at))</h3>\(HTML.prose(visit.note))</article>"
        }
        let members = HTML.list(conference.members.map { "\($0)" })
        self.init(
            title: conference.title, kind: "conference bridge",
            body: """
                <section>\(facts)\(note)</section>\
                \(HTML.section("On the bridge", visits, otherwise: "Nobody has said to be there yet."))\
                \(HTML.section("Invited", members, otherwise: "Nobody yet."))
                """)
    }
}
