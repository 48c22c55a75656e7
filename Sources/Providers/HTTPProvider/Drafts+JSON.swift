import Capabilities
import JSON

// What is created, as `openapi.yaml` writes it; the effect key comes on top.

extension TicketDraft: UpdatableDraft {
    static let kind = ObjectKind.tickets
    static func json(of change: TicketDraft) -> JSONObject { change.json }

    var json: JSONObject {
        [
            "title": .string(title), "description": .string(description), "status": .string(status),
            "severity": .string(severity), "priority": .string(priority), "assignee": .optional(assignee),
        ]
    }
}

extension ConversationDraft: JoinableDraft {
    static let kind = ObjectKind.conversations

    var json: JSONObject {
        ["name": .string(name), "topic": .string(topic), "members": members.json, "private": .bool(isPrivate)]
    }
}

extension FolderDraft: JoinableDraft {
    static let kind = ObjectKind.folders

    var json: JSONObject { ["name": .string(name), "members": members.json] }
}

extension DocumentDraft: UpdatableDraft {
    static let kind = ObjectKind.documents
    static func json(of change: String) -> JSONObject { ["body": .string(change)] }

    var json: JSONObject {
        [
            "title": .string(title), "format": .string(format.rawValue), "body": .string(body),
            "folder": .optional(folder),
        ]
    }
}

extension GroupDraft: JoinableDraft {
    static let kind = ObjectKind.groups

    var json: JSONObject { ["name": .string(name), "title": .string(title), "members": members.json] }
}

extension ConferenceDraft: WireDraft {
    static let kind = ObjectKind.conferences

    var json: JSONObject { ["title": .string(title), "members": members.json] }
}

extension PagerDraft: WireDraft {
    static let kind = ObjectKind.pages

    var json: JSONObject {
        [
            "channel": .string(channel), "to": .string(to), "person": .string(person), "subject": .string(subject),
            "text": .string(text),
        ]
    }
}

extension MailMessage {
    var json: JSONObject {
        [
            "from": .string(from), "to": .string(to), "subject": .string(subject), "message_id": .string(messageID),
            "date": .string(date), "body": .string(body),
            "headers": .object(
                headers.sorted { $0.key < $1.key }.reduce(into: [:]) { $0[$1.key] = .string($1.value) }),
        ]
    }
}
