import Curl
import Digests
import Foundation
import JSON
import RequestSignatures
import TestServers
import Testing

/// Who is let in at AWS Step Functions' door, and what the others are told.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct StepFunctionsSignatureTests {
    @Test func aSignatureOpensTheDoorAndNothingElseDoes() async throws {
        try await AmazonClient.run { client in
            let listed = try await client.send("ListStateMachines")
            #expect(listed.status == 200 && listed.json == ["stateMachines": []], "\(listed.text)")
            #expect(listed.headers["Content-Type"] == "application/x-amz-json-1.0")
            #expect(listed.headers["x-amzn-RequestId"]?.count == 36)
            let unsigned = try await client.send("ListStateMachines", [:], signs: false)
            #expect(unsigned.json["__type"] == "MissingAuthenticationTokenException" && unsigned.status == 400)
            #expect(unsigned.headers["Content-Type"] == "application/x-amz-json-1.0")
            let bearer = try await client.intake.post("/", [:])
            #expect(bearer.json["__type"] == "IncompleteSignatureException", "\(bearer.text)")
            var other = client
            other.secret += "x"
            #expect(try await other.error("ListStateMachines") == "400 InvalidSignatureException")
            other = client
            other.keyID = "UNKNOWN2"
            #expect(try await other.error("ListStateMachines") == "400 UnrecognizedClientException")
            other = client
            other.service = "sqs"
            #expect(try await other.error("ListStateMachines") == "400 InvalidSignatureException")
            for offset: TimeInterval in [-400, 400] {
                other = client
                other.time = Date() + offset
                let reply = try await other.send("ListStateMachines")
                #expect(reply.json["__type"] == "InvalidSignatureException")
                #expect(
                    reply.json["message"]?.stringValue?.contains(offset < 0 ? "expired" : "not yet current") == true)
            }
            #expect(
                try await client.intake.database.run(
                    sql: "select count(*) from core.api_key where prefix = 'AWSTEST2' and digest = sha256('x')") == [
                        "0"
                    ])
        }
    }

    /// Neither does a key sign that is sent whole, nor is a secret a key to be sent.
    @Test func keysAreGoodForOneWayAlone() async throws {
        try await AmazonClient.run { client in
            var bearer = client
            bearer.keyID = "testtest"
            bearer.secret = SigningKey(AmazonClient.signingKey)?.secret(of: "testtest") ?? ""
            #expect(try await bearer.error("ListStateMachines") == "400 UnrecognizedClientException")
            let key = "mus_\(client.keyID)_\(client.secret)"
            #expect(try await client.intake.get("/api/v1/playbooks", key: key).status == 401)
            // One whose secret was made from another signing key.
            try await client.insertKey("AWSTEST3", digest: sha256("another"), scopes: "incidents:read")
            var other = client
            other.keyID = "AWSTEST3"
            other.secret = "another"
            #expect(try await other.error("ListStateMachines") == "400 UnrecognizedClientException")
            try await client.intake.database.run(
                sql: "update core.api_key set revoked_at = now() where prefix = 'AWSTEST2'")
            try await eventually("the key is taken back") {
                try await client.error("ListStateMachines") == "400 UnrecognizedClientException"
            }
        }
    }

    @Test func scopesDecideWhatAKeyDoes() async throws {
        try await AmazonClient.run(scopes: "incidents:read") { client in
            #expect(try await client.error("ListStateMachines") == nil)
            for operation in [
                "CreateStateMachine", "UpdateStateMachine", "StartExecution", "StopExecution", "SendTaskSuccess",
                "RedriveExecution", "PublishStateMachineVersion", "CreateStateMachineAlias",
            ] {
                #expect(try await client.error(operation) == "400 AccessDeniedException", "\(operation)")
            }
            #expect(try await client.error("DeleteEverything") == "400 UnknownOperationException")
            #expect(
                try await client.send("ListStateMachines", Array("[".utf8)).json["__type"] == "SerializationException")
            #expect(
                try await client.send("ListStateMachines", Array("[]".utf8)).json["__type"] == "SerializationException")
            let long = try await client.send("ListStateMachines", Array(repeating: 0x20, count: (2 << 20) + 1))
            #expect(long.status == 413 && long.json["__type"] == "RequestEntityTooLargeException", "\(long.text)")
        }
    }

    @Test func withoutASigningKeyNothingIsSigned() async throws {
        try await IntakeProcess.run { intake in
            let client = AmazonClient(intake: intake)
            let reply = try await client.send("ListStateMachines")
            #expect(reply.json["__type"] == "UnrecognizedClientException")
            #expect(reply.json["message"]?.stringValue?.contains("MUSTER_SIGNING_KEY") == true)
        }
    }
}
