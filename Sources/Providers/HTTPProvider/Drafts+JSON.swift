import Capabilities
import JSON

// What is created, as `openapi.yaml` writes it; the effect key comes on top.

extension TicketDraft {
    var json: JSONObject {
        [
            "title": .string(title), "description": .string(description), "status": .string(status),
            "severity": .string(severity), "priority": .string(priority), "assignee": .optional(assignee),
        ]
    }
}

extension ConversationDraft {
    var json: JSONObject {
        ["name": .string(name), "topic": .string(topic), "members": members.json, "private": .bool(isPrivate)]
    }
}

extension FolderDraft {
    var json: JSONObject { ["name": .string(name), "members": members.json] }
}

extension DocumentDraft {
    var json: JSONObject {
        [
            "title": .string(title), "format": .string(format.rawValue), "body": .string(body),
            "folder": .optional(folder),
        ]
    }
}

extension GroupDraft {
    var json: JSONObject { ["name": .string(name), "title": .string(title), "members": members.json] }
}

extension ConferenceDraft {
    var json: JSONObject { ["title": .string(title), "members": members.json] }
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
