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

    /// Nobody waits for an answer: what is wrong with one of several is found where an operator looks, and mended there.
    @Test func aRefusedAlertAmongSeveralIsALetterWithItsReason() async throws {
        try await Stack.run { stack in
            try await stack.start(Stack.everything)
            let detector = try await AMQPSession.connect(stack.detector("edge-door"))
            let body = Array(
                #"[{"title":"One","dedup_key":"1"},{"dedup_key":"2","labels":{"rack":"7"}},{"title":"Three","dedup_key":"3"}]"#
                    .utf8)
            let outcome = try await detector.publish(
                Publication(exchange: "alerts", routingKey: "native.edge-door", body: body))
            #expect(outcome == .confirmed)
            await detector.close()
            try await stack.awaitLetters(1)
            let alerts = "select dedup_key as t from core.alert where source = 'edge-door' order by dedup_key"
            #expect(try await stack.texts(alerts) == ["1", "3"])
            let letter = try #require(try await stack.letters("waiting").first)
            let id = try #require(letter["id"]?.stringValue)
            #expect(letter["worker"] == "intake" && letter["error_code"] == "rejected", "\(letter)")
            #expect(letter["error_detail"]?.stringValue?.contains("title") == true, "\(letter)")
            #expect(letter["message_type"] == "native.edge-door")
            let shown = try await stack.musterJSON(["dead-letters", "show", id])
            #expect(shown["body"] == ["dedup_key": "2", "labels": ["rack": "7"]])
            try await stack.expectWhole(dead: 1)
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
