import Foundation
import JSON
import TestServers

/// Messages that a test brings to the broker itself.
extension Stack {
    /// Publishes a message as Muster's processes do, which a queue must take.
    func publish(
        _ body: String, to exchange: String, _ key: String, type: String, id: String
    ) async throws {
        let properties: JSON = [
            "message_id": .string(id), "type": .string(type), "delivery_mode": 2,
            "content_type": "application/cloudevents+json",
        ]
        let publication: JSON = [
            "routing_key": .string(key), "payload": .string(body), "payload_encoding": "string",
            "properties": properties,
        ]
        let answer = try await servers.management(
            "POST", "/api/exchanges/\(host.name)/\(exchange)/publish", body: publication)
        guard answer["routed"] == true else { throw TestServersError("no queue takes \(key) of \(exchange)") }
    }

    /// A message as it stands in intake's outbox.
    struct Announced: Sendable {
        var id: String
        var type: String
        var key: String
        var body: String
    }

    /// What intake has announced, in its order.
    ///
    /// - Parameter incident: only of this one.
    func announced(_ type: String, of incident: String? = nil) async throws -> [Announced] {
        let condition = incident.map { " and convert_from(body, 'UTF8')::jsonb ->> 'subject' = '\($0)'" } ?? ""
        let rows = try await texts(
            """
            select json_build_object('id', message_id, 'key', routing_key, 'body', convert_from(body, 'UTF8'))::text as t
            from intake.outbox where type = '\(type)'\(condition) order by id
            """)
        return try rows.map { row in
            let json = try JSON.parse(Array(row.utf8))
            return Announced(
                id: json["id"]?.stringValue ?? "", type: type, key: json["key"]?.stringValue ?? "",
                body: json["body"]?.stringValue ?? "")
        }
    }

    /// Publishes it as the relay does.
    func publish(_ message: Announced) async throws {
        try await publish(message.body, to: "incidents", message.key, type: message.type, id: message.id)
    }

    /// Dead letters in a state.
    func letters(_ state: String) async throws -> [JSON] {
        try await musterJSON(["dead-letters", "list", "--state", state])["items"]?.arrayValue ?? []
    }

    /// Waits until so many dead letters wait.
    func awaitLetters(_ count: Int, within limit: Duration = .seconds(60)) async throws {
        try await eventually("\(count) dead letters wait", within: limit, every: .milliseconds(100)) {
            try await self.count(
                "select count(*) as n from dead_letter_keeper.letter where state = 'waiting'") == count
        }
    }
}
