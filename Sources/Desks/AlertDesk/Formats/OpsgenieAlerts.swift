public import FoundationEssentials
import Incident
public import JSON

/// What Opsgenie's Alert API takes to create an alert (`POST /v2/alerts`). Its alias is the key; without a priority it is
/// P3, as there.
public enum OpsgenieAlerts {
    /// Reads an alert to be created.
    /// - Parameter time: when it came, which counts for the key of an alert without an alias.
    /// - Throws: ``AlertRefusal``.
    public static func parse(_ body: JSON, at time: Date = Date()) throws -> ParsedAlerts {
        guard case .object = body else { throw AlertRefusal(["the body must be an object"]) }
        guard let message = body["message"]?.said else { throw AlertRefusal(["message: can not be empty"]) }
        let alias = body["alias"]?.said
        let priority = body["priority"]?.said ?? "P3"
        let texts = { (value: JSON?) in
            let texts = (value?.arrayValue ?? []).compactMap(\.said)
            return texts.isEmpty ? nil : JSON.string(texts.joined(separator: ", "))
        }
        let responders = (body["responders"]?.arrayValue ?? []).compactMap { responder in
            responder["name"]?.said ?? responder["username"]?.said ?? responder["id"]?.said
        }
        let labels = [String: String](said: [
            ("source", body["source"]), ("entity", body["entity"]), ("priority", .string(priority)),
            ("tags", texts(body["tags"])), ("user", body["user"]),
            ("responders", .string(responders.joined(separator: ", "))),
        ])
        let description = [body["description"]?.said, body["note"]?.said].compactMap(\.self)
        return ParsedAlerts(alerts: [
            NormalisedAlert(
                format: .opsgenie, action: .open,
                dedupKey: alias.map(AlertText.key) ?? ContentKey.make(body, at: time), hasOwnKey: alias != nil,
                severity: AlertSeverity(senderWord: priority), severityWord: priority,
                title: AlertText.line(message, max: 1024),
                description: AlertText.text(description.joined(separator: "\n"), max: 20_000),
                labels: labels.over(Labels.flattened(body["details"])))
        ])
    }

    /// What `PUT …/message` and `PUT …/description` say of an alert.
    /// - Parameter member: `message` or `description`.
    /// - Throws: ``AlertRefusal``.
    public static func change(_ member: String, of alias: String, _ body: JSON) throws -> AlertChange {
        guard let text = body[member]?.said else { throw AlertRefusal(["\(member): can not be empty"]) }
        let key = AlertText.key(alias)
        return member == "message"
            ? AlertChange(of: key, .title(AlertText.line(text, max: 1024)))
            : AlertChange(of: key, .description(AlertText.text(text, max: 20_000)))
    }

    /// That an alert is over, and what somebody wrote about it.
    public static func closed(_ alias: String, _ body: JSON) -> ParsedAlerts {
        var parsed = ParsedAlerts(alerts: [.resolution(of: AlertText.key(alias), .opsgenie)])
        parsed.changes = remark(alias, body).map { [$0] } ?? []
        return parsed
    }

    /// That somebody has taken an alert on, and what they wrote about it.
    public static func acknowledged(_ alias: String, _ body: JSON) -> ParsedAlerts {
        ParsedAlerts(
            changes: [AlertChange(of: AlertText.key(alias), .acknowledged), remark(alias, body)].compactMap(\.self))
    }

    /// That nobody has taken an alert on any more, and what somebody wrote about it.
    public static func unacknowledged(_ alias: String, _ body: JSON) -> ParsedAlerts {
        ParsedAlerts(
            changes: [AlertChange(of: AlertText.key(alias), .unacknowledged), remark(alias, body)].compactMap(\.self))
    }

    /// What `POST …/notes` says.
    /// - Throws: ``AlertRefusal``.
    public static func note(_ alias: String, _ body: JSON) throws -> ParsedAlerts {
        guard let note = remark(alias, body) else { throw AlertRefusal(["note: can not be empty"]) }
        return ParsedAlerts(changes: [note])
    }

    private static func remark(_ alias: String, _ body: JSON) -> AlertChange? {
        guard let text = body["note"]?.said else { return nil }
        let author = body["user"]?.said ?? body["source"]?.said ?? "its sender"
        return AlertChange(
            of: AlertText.key(alias),
            .note(AlertText.text(text, max: 25_000), by: AlertText.line(author, max: 100)))
    }
}
