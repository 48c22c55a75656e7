import ConversationCommands
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import NativeProviders
import Organisation
import PeopleDesk
import PeopleStore
import Tasks

extension CommandCarrier {
    /// Opens an incident.
    func open(_ title: String, _ description: String) async throws -> NativeAnswer {
        let speaker = CommandScene.speaker(author, PersonSearch(organisation.people))
        var body: JSONObject = ["title": .string(title), "description": .string(description)]
        body["reporter"] = speaker.map { .string($0.email) }
        let draft = try ReportRequest(JSONReader(.object(body))).draft(in: organisation, actor: author.name)
        let answer = try await writer.open(draft, in: organisation, idempotency: nil, trace: trace)
        let opened = try JSON.parse(answer.body)
        let name = opened["name"]?.stringValue ?? ""
        let commander = opened["commander"]?["name"]?.stringValue.map { ", led by \($0)" } ?? ", which nobody leads yet"
        let text = "\(name) is open\(commander): \(title)\n\(opened["url"]?.stringValue ?? "")"
        return NativeAnswer(text, isPrivate: draft.visibility == .restricted)
    }

    /// Status, severity, tags and timeline.
    func aboutIncident(_ command: ConversationCommand, _ scene: CommandScene) async throws -> NativeAnswer {
        switch command {
        case .status(let status, let insist):
            guard status != scene.incident.status else { return .note("\(scene.name) \(status.announcement) already.") }
            var body: JSONObject = ["status": .string(status.rawValue)]
            body["insist"] = insist.map { .string($0) }
            try await change(body, scene)
            return .told("\(scene.name) \(status.announcement).")
        case .severity(let severity):
            // Whatever case people write it in.
            let known = organisation.severities.map(\.name).first { $0.lowercased() == severity.lowercased() }
            guard known != scene.incident.severity else { return .note("Severity is \(severity) already.") }
            try await change(["severity": .string(known ?? severity)], scene)
            return .told("Severity is now \(known ?? severity).")
        case .showSeverity: return .note("Severity is \(scene.incident.severity).")
        case .tag(let add, let remove): return try await tag(add, remove, scene)
        case .showTags:
            let tags = try await Tags.list(of: scene.incident.id, for: author.viewer, in: work)
            return .list(tags.map(\.text), otherwise: "\(scene.name) has no tags.")
        case .note(let text):
            try await writer.note(text, of: scene.name, actor: scene.actor, viewer: author.viewer, trace: trace)
            return .told("It stands in the timeline of \(scene.name).")
        case .showTimeline:
            let entries = try await Timeline.latest(of: scene.name, for: author.viewer, limit: 10, in: work)
            return .list(
                entries.map { "\(TaskContent.moment($0.at)) \($0.actor): \($0.text)" },
                otherwise: "Nothing happened yet.")
        default: return .note(Self.summary(of: scene))
        }
    }

    private func change(_ body: JSONObject, _ scene: CommandScene) async throws {
        let change = try IncidentChange(JSONReader(.object(body)))
        try change.check(organisation)
        try await writer.change(
            scene.name, change, in: organisation, ifVersion: nil, actor: scene.actor, viewer: author.viewer,
            trace: trace)
    }

    private func tag(_ add: [String], _ remove: [String], _ scene: CommandScene) async throws -> NativeAnswer {
        let body: JSON = ["add": add.json, "remove": remove.json]
        let before = try await Tags.list(of: scene.incident.id, for: author.viewer, in: work)
        _ = try await TagDesk(database: database, committer: committer).change(
            TagRequest(JSONReader(body)), of: scene.name, in: organisation, actor: scene.actor, viewer: author.viewer,
            idempotency: nil, trace: trace)
        let after = try await Tags.list(of: scene.incident.id, for: author.viewer, in: work)
        let list = after.isEmpty ? "no tags" : after.map(\.text).joined(separator: ", ")
        return NativeAnswer("\(scene.name) has \(list).", isPrivate: after == before)
    }

    private static func summary(of scene: CommandScene) -> String {
        let incident = scene.incident
        let commander = incident.commander.map { "\($0.name) leads it" } ?? "nobody leads it"
        return "\(incident.name) \(incident.status.announcement), \(incident.severity), \(incident.priority): "
            + "\(incident.title). \(scene.held.participants.count) take part, \(commander)."
    }
}
