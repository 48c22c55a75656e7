import AMQP
import JSON
import TestServers
import Testing

/// Alerts over AMQP, from a detector with the key and the broker user that an operator has made for it.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct DetectorTests {
    private func alert(_ key: String, _ action: String) -> [UInt8] {
        JSON.object([
            "title": "The edge is slow", "dedup_key": .string(key), "severity": "critical", "action": .string(action),
        ]).bytes()
    }

    @Test func whatItPublishesBecomesAlertsOfItsSource() async throws {
        try await Stack.run { stack in
            try await stack.start(Stack.everything)
            let detector = try await AMQPSession.connect(stack.detector("edge-proxy"))
            for (key, action) in [("a", "open"), ("b", "open"), ("a", "resolve")] {
                let outcome = try await detector.publish(
                    Publication(exchange: "alerts", routingKey: "native.edge-proxy", body: alert(key, action)))
                #expect(outcome == .confirmed)
            }
            try await eventually("both are there, and one is resolved") {
                try await stack.texts(
                    """
                    select dedup_key || ' ' || status as t from core.alert
                    where source = 'edge-proxy' and format = 'native' order by dedup_key
                    """) == ["a resolved", "b open"]
            }
            await detector.close()
            try await stack.expectWhole()
        }
    }

    @Test func anythingElseIsRefused() async throws {
        try await Stack.run { stack in
            let detector = try await stack.detector("edge-gate")
            let places = [
                ("alerts", "native.another"), ("incidents", "native.edge-gate"), ("notifier", "work"), ("", "intake"),
            ]
            for (exchange, key) in places {
                let code = try await refusal(
                    Publication(exchange: exchange, routingKey: key, isMandatory: false, body: alert("a", "open")),
                    of: AMQPSession.connect(detector))
                #expect(code == 403, "\(key) of \(exchange)")
            }
        }
    }

    /// Why the broker closes the channel over a publication; `nil` when it takes it.
    private func refusal(_ publication: Publication, of session: AMQPSession) async -> UInt16? {
        do {
            let outcome = try await session.publish(publication)
            await session.close()
            if case .unknown(let error) = outcome { return error.reply?.code }
            return nil
        } catch {
            return error.reply?.code
        }
    }
}

extension Stack {
    /// Has the operator make a detector; returns how it connects.
    fileprivate func detector(_ name: String) async throws -> AMQPConfiguration {
        let created = try await musterJSON(["keys", "create", name, "--amqp"])
        let url = try host.url(
            user: #require(created["amqp"]?["user"]?.stringValue),
            password: #require(created["amqp"]?["password"]?.stringValue))
        return try AMQPConfiguration(url: url, connectionName: name)
    }
}
