import Curl
import Digests
import Encodings
import Foundation
import JSON
import RequestSignatures
import TestServers

/// A client of AWS Step Functions' protocol that says what it is told to, also what no client of AWS would.
struct AmazonClient: Sendable {
    static let signingKey = "the signing key of this test, of more than 32 bytes"
    static let machine = "arn:aws:states:eu-west-3:000000000000:stateMachine:"
    static let execution = "arn:aws:states:eu-west-3:000000000000:execution:"

    let intake: IntakeProcess
    var keyID = "AWSTEST2"
    var secret = SigningKey(AmazonClient.signingKey)?.secret(of: "AWSTEST2") ?? ""
    var time: Date?
    var service = "states"
    /// What a client of AWS sends with each try of one call.
    var invocation: String?

    /// Runs a test against an intake that has a key for clients of AWS.
    static func run(
        scopes: String = "incidents:read,playbooks:start,administration", _ body: (AmazonClient) async throws -> Void
    ) async throws {
        try await IntakeProcess.run(environment: ["MUSTER_SIGNING_KEY": signingKey]) { intake in
            let client = AmazonClient(intake: intake)
            try await client.insertKey(client.keyID, digest: sha256(client.secret), scopes: scopes)
            try await body(client)
        }
    }

    func insertKey(_ prefix: String, digest: [UInt8], scopes: String, kind: String = "aws") async throws {
        try await intake.database.run(
            sql: """
                insert into core.api_key (prefix, name, digest, scopes, kind) values
                    ('\(prefix)', 'cloud-\(prefix.lowercased())', decode('\(Hex.encode(digest))', 'hex'),
                    string_to_array('\(scopes)', ','), '\(kind)')
                """)
    }

    /// Sends a request.
    func send(_ operation: String, _ body: JSON = [:], signs: Bool = true) async throws -> IntakeProcess.Reply {
        try await send(operation, body.bytes(), signs: signs)
    }

    func send(_ operation: String, _ body: [UInt8], signs: Bool = true) async throws -> IntakeProcess.Reply {
        let host = String(intake.url.dropFirst("http://".count))
        var headers = [
            ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "AWSStepFunctions.\(operation)"),
        ]
        if let invocation { headers.append(("amz-sdk-invocation-id", invocation)) }
        if signs {
            let request = SignableRequest(
                method: "POST", path: "/", query: nil,
                headers: [(name: "Host", value: host)] + headers.map { (name: $0.0, value: $0.1) }, body: body)
            headers += SignatureV4.sign(
                request, keyID: keyID, secret: secret, region: "eu-west-3", service: service, at: time ?? Date()
            ).map { ($0.name, $0.value) }
        }
        return try await intake.send("POST", "/", key: nil, body: body, headers: headers)
    }

    /// The name of the error and the status; `nil` for success.
    func error(_ operation: String, _ body: JSON = [:]) async throws -> String? {
        let reply = try await send(operation, body)
        return reply.status == 200 ? nil : "\(reply.status) \(reply.json["__type"]?.stringValue ?? reply.text)"
    }

    /// What an operation answers, which must succeed.
    func answer(_ operation: String, _ body: JSON = [:]) async throws -> JSON {
        let reply = try await send(operation, body)
        guard reply.status == 200 else { throw TestServersError("\(operation): \(reply.status) \(reply.text)") }
        return reply.json
    }
}
