import JSON

/// What the stand-in keeps.
struct StandInState: Sendable {
    private struct Object: Sendable {
        var kind: String
        var id: String
        /// The conversation of a post.
        var parent: String?
        var effectKey: String
        var content: JSONObject
        var members: [String]
        var bookmarks: [(title: String, url: String)] = []
        var isArchived = false
        var createdAt = ContinuousClock.now
    }

    var plan = FaultPlan()
    private var objects: [Object] = []
    private var calls: [JSON] = []
    private let startedAt = ContinuousClock.now

    /// The fault that the next call of this operation meets.
    mutating func takeFault(for operation: String) -> Fault? {
        guard let index = plan.faults.firstIndex(where: { $0.concerns(operation) }) else { return nil }
        let fault = plan.faults[index]
        if let times = fault.times {
            if times == 1 { plan.faults.remove(at: index) } else { plan.faults[index].times = times - 1 }
        }
        return fault
    }

    mutating func perform(_ call: Call) -> Answer {
        let answer = answer(call)
        record(call, answer)
        return answer
    }

    mutating func record(_ call: Call, _ answer: Answer?) {
        calls.append([
            "operation": .string(call.route.operation), "id": .optional(call.route.id),
            "effect_key": call.body?["effect_key"] ?? .optional(call.route.effectKey),
            "idempotency_key": .optional(call.idempotencyKey), "traceparent": .optional(call.traceparent),
            "request": call.body ?? .null,
            "status": .optional(answer?.status), "answer": answer?.body ?? .null,
            "at_ms": .int(Int(startedAt.duration(to: .now) / .milliseconds(1))),
        ])
    }

    /// The record as `GET /_record` shows it.
    var report: JSON { ["objects": .array(objects.map(Self.json)), "calls": .array(calls)] }

    private mutating func answer(_ call: Call) -> Answer {
        let route = call.route
        switch route.operation.split(separator: ".").last {
        case "find": return find(route)
        case "create": return create(call)
        default: break
        }
        guard let index = objects.firstIndex(where: { $0.kind == route.kind && $0.id == route.id }) else {
            return .problem(404, "there is no \(route.kind) \(route.id ?? "")")
        }
        return change(index, call)
    }

    private func find(_ route: Route) -> Answer {
        let now = ContinuousClock.now
        let found = objects.filter { object in
            object.kind == route.kind && object.effectKey == route.effectKey
                && (route.kind != "post" || object.parent == route.id)
                && object.createdAt + plan.searchLag <= now
        }
        return Answer(200, ["items": .array(found.map(Self.reference))])
    }

    private mutating func create(_ call: Call) -> Answer {
        let kind = call.route.kind
        guard let content = call.body?.objectValue, let key = content["effect_key"]?.stringValue else {
            return .problem(400, "effect_key is missing")
        }
        if let missing = Self.required[kind]?.first(where: { content[$0] == nil }) {
            return .problem(400, "\(missing) is missing")
        }
        return create(kind, content, key, call)
    }

    private mutating func create(_ kind: String, _ content: JSONObject, _ key: String, _ call: Call) -> Answer {
        if kind == "post", !objects.contains(where: { $0.kind == "conversation" && $0.id == call.route.id }) {
            return .problem(404, "there is no such conversation")
        }
        if plan.honoursIdempotencyKeys, let idempotencyKey = call.idempotencyKey,
            let earlier = objects.first(where: { $0.kind == kind && $0.effectKey == idempotencyKey })
        {
            return Answer(201, Self.reference(earlier))
        }
        let object = Object(
            kind: kind, id: "\(kind)-\(objects.count + 1)", parent: kind == "post" ? call.route.id : nil,
            effectKey: key, content: content,
            members: content["members"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        objects.append(object)
        return Answer(201, Self.reference(object))
    }

    private mutating func change(_ index: Int, _ call: Call) -> Answer {
        switch call.route.operation.split(separator: ".").last {
        case "update":
            for (name, value) in call.body?.objectValue ?? [:] { objects[index].content[name] = value }
        case "archive": objects[index].isArchived = true
        case "add-member":
            guard let email = call.route.email else { return .problem(400, "no address") }
            if !objects[index].members.contains(email) { objects[index].members.append(email) }
        case "remove-member":
            objects[index].members.removeAll { $0 == call.route.email }
        default:
            guard let title = call.body?["title"]?.stringValue, let url = call.body?["url"]?.stringValue else {
                return .problem(400, "title or url is missing")
            }
            objects[index].bookmarks.removeAll { $0.title == title }
            objects[index].bookmarks.append((title, url))
        }
        return Answer(204)
    }

    private static let required = [
        "ticket": ["title", "description", "status", "severity", "priority"],
        "conversation": ["name", "topic", "members", "private"], "post": ["text"], "folder": ["name", "members"],
        "document": ["title", "format", "body"], "group": ["name", "title", "members"],
        "conference": ["title", "members"],
    ]

    private static func reference(_ object: Object) -> JSON {
        let name = object.content["name"]?.stringValue
        let address = object.kind == "group" ? name.map { "\($0)@stand-in.example.org" } : nil
        return [
            "id": .string(object.id), "url": .string("https://stand-in.example.org/\(object.id)"),
            "address": .optional(address),
        ]
    }

    private static func json(_ object: Object) -> JSON {
        [
            "kind": .string(object.kind), "id": .string(object.id), "parent": .optional(object.parent),
            "effect_key": .string(object.effectKey), "archived": .bool(object.isArchived),
            "members": object.members.json,
            "bookmarks": .array(object.bookmarks.map { ["title": .string($0.title), "url": .string($0.url)] }),
            "content": .object(object.content),
        ]
    }
}
