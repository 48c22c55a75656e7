import Capabilities
import JSON

/// What a ticket's fields hold.
struct JiraFields: Sendable {
    let settings: JiraSettings

    /// The label by which a ticket is found again, made with it in one call. Labels have no spaces; keys have none either.
    static func label(_ key: EffectKey) -> String {
        "muster_\(key.description.replacing("/", with: "_"))"
    }

    /// All that a new ticket has.
    /// - Parameter assignee: what Jira names the commander by; `nil` leaves it to the project.
    func new(_ draft: TicketDraft, key: EffectKey, assignee: String?) -> JSONObject {
        var fields = content(of: draft, assignee: assignee)
        fields["project"] = ["key": .string(settings.project)]
        fields["issuetype"] = issueType
        fields["labels"] = .array(([Self.label(key)] + settings.labels).map(JSON.string))
        return fields.omittingNulls()
    }

    /// What a ticket says, whether it is new or not.
    /// - Parameter assignee: what Jira names the commander by; `nil` leaves whoever has it.
    func content(of draft: TicketDraft, assignee: String?) -> JSONObject {
        var fields: JSONObject = [
            "summary": .string(PlainText.summary(draft.title)),
            "description": settings.deployment.text(draft.description),
        ]
        if let priority = settings.priorities[draft.priority] { fields["priority"] = ["name": .string(priority)] }
        if let assignee { fields["assignee"] = .object([settings.deployment.personKey: .string(assignee)]) }
        for field in settings.customFields {
            if let content = field.content(of: draft) { fields[field.id] = content }
        }
        return fields
    }

    /// What of these fields a ticket does not say yet. Jira answers with more than it was given, which is no difference.
    static func differences(_ wanted: JSONObject, from present: JSON?) -> JSONObject {
        JSONObject(wanted.lazy.filter { !(present?[$0.key] ?? .null).covers($0.value) }.map { ($0.key, $0.value) })
    }

    private var issueType: JSON {
        let isID = settings.issueType.allSatisfy { $0.isASCII && $0.isNumber }
        return isID ? ["id": .string(settings.issueType)] : ["name": .string(settings.issueType)]
    }
}

extension JSON {
    /// Whether this says all that another value says: objects may have more members.
    func covers(_ other: JSON) -> Bool {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            theirs.allSatisfy { (mine[$0.key] ?? .null).covers($0.value) }
        case (.array(let mine), .array(let theirs)):
            mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.covers($1) }
        default: self == other
        }
    }
}
