public import AlertDesk
import Encodings
import FoundationEssentials
public import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON

/// `/api/v1/alerts/sns`: what Amazon SNS posts. It can send no header of ours, so the key is the password in the address of
/// the subscription; what comes in an envelope is also held to its signature, and to the topics of its source.
public enum SNSDoor {
    /// The door.
    /// - Parameters:
    ///   - reception: takes alerts.
    ///   - authority: asks Amazon for what is needed.
    ///   - topics: those that a source may be subscribed to, by its name.
    public static func make(
        reception: AlertReception, authority: SNSAuthority,
        topics: @escaping @Sendable (_ source: String) async throws -> Set<String>
    ) -> Door {
        let routes = SNSRoutes(reception: reception, authority: authority, topics: topics)
        return Door([Endpoint(.post, "/api/v1/alerts/sns", "sendSNSMessage", for: .alertsWrite, answer: routes.receive)]
        )
    }
}

struct SNSRoutes: Sendable {
    var reception: AlertReception
    var authority: SNSAuthority
    var topics: @Sendable (_ source: String) async throws -> Set<String>

    @Sendable func receive(_ call: Call) async throws -> Response {
        try await call.bodies.withBody(of: call.request, limit: BodyReader.otherLimit * 2) { body in
            let topics = try await topics(call.principal.name)
            if call.request.headers[.rawDelivery]?.lowercased() == "true" {
                // Raw delivery has no signature: the key alone says whose it is.
                return try await store(
                    SNSAlerts.published(
                        String(decoding: body, as: UTF8.self), id: call.request.headers[.messageID],
                        topic: try topic(call.request.headers[.topic] ?? "", of: topics)), body, of: call)
            }
            let envelope = try await kept(body, of: call) {
                try SNSEnvelope(JSON.parse(body, limits: AlertBody.limits))
            }
            _ = try topic(envelope.message.topic, of: topics)
            try check(envelope)
            guard envelope.message.kind == .notification else { return .json(["confirmed": true]) }
            let message = envelope.message
            return try await store(
                SNSAlerts.published(message.text, subject: message.subject, id: message.id, topic: message.topic),
                body, of: call)
        }
    }

    /// - Throws: ``Problem`` 403 for a message that is not genuine, 503 for one that cannot be judged yet: SNS sends it again
    ///   within seconds.
    private func check(_ envelope: SNSEnvelope) throws {
        guard let certificate = authority.certificate(envelope.certificate) else {
            throw Problem.retryLater("the certificate of this message is being asked for; send it again")
        }
        guard envelope.isSigned(by: certificate, at: Date()) else {
            throw Problem(.forbidden, "the signature of this message does not fit, or is older than a day")
        }
        guard let address = envelope.subscribe, !authority.isConfirmed(address) else { return }
        throw Problem.retryLater("the subscription is being confirmed; send this again")
    }

    private func topic(_ topic: String, of topics: Set<String>) throws -> String {
        guard topics.contains(topic) else {
            throw Problem(
                .forbidden,
                "\(topic.isEmpty ? "a message without a topic" : topic.prefix(300).description) is no topic of this "
                    + "source: `topics` in its entry of `sources` names them")
        }
        return topic
    }

    private func kept<Value>(_ body: [UInt8], of call: Call, _ read: () throws -> Value) async throws -> Value {
        do {
            return try read()
        } catch {
            _ = try await reception.read(body, as: .sns, from: call.principal.name) { throw error }
            throw error
        }
    }

    private func store(_ alerts: ParsedAlerts, _ body: [UInt8], of call: Call) async throws -> Response {
        let source = call.principal.name
        let alerts = try await reception.read(body, as: .sns, from: source) { alerts }
        let stored = try await reception.store(
            AlertSubmission(source: source, alerts: alerts, trace: call.request.trace))
        return .json(stored.body, status: .init(code: stored.status))
    }
}

extension HTTPField.Name {
    fileprivate static let rawDelivery = constant("X-Amz-Sns-Rawdelivery")
    fileprivate static let messageID = constant("X-Amz-Sns-Message-Id")
    fileprivate static let topic = constant("X-Amz-Sns-Topic-Arn")
}
