import Digests
import Encodings
import FoundationEssentials
public import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
public import PlaybookDesk
import RequestSignatures

/// AWS Step Functions' JSON protocol at `POST /`: boto3 and the AWS CLI start playbooks with another endpoint and a key of
/// `muster keys create NAME --aws`, and nothing else.
public enum StepFunctionsDoor {
    private static let prefix = "AWSStepFunctions."

    /// The door.
    /// - Parameters:
    ///   - playbooks: tells, creates and updates state machines.
    ///   - executions: starts them, and tells and changes what they do.
    public static func make(playbooks: PlaybookDesk, executions: ExecutionDesk) -> Door {
        let operations =
            MachineOperations(desk: playbooks).all + VersionOperations(desk: playbooks).all
            + ExecutionOperations(desk: executions, playbooks: playbooks).all
            + HistoryOperations(desk: executions).all + TaskOperations(desk: executions).all + TryingOperations().all
        let table = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })
        let endpoint = Endpoint(
            signedFor: "states", .post, "/", limit: AmazonCall.bodyLimit, refuse: { tagged(AWSError($0).response) }
        ) { call in
            do {
                return tagged(.amazon(try await answer(call, table)))
            } catch let error as AWSError {
                return tagged(error.response)
            }
        }
        return Door([endpoint.telling { tagged(AWSError($0).response) }])
    }

    private static func tagged(_ response: Response) -> Response {
        var response = response
        response.headers[.amazonRequestID] = UUIDText.string(from: .v7())
        return response
    }

    private static func answer(_ call: Call, _ table: [String: AmazonOperation]) async throws -> JSON {
        let target = call.request.headers[.amazonTarget] ?? ""
        guard target.hasPrefix(prefix), let operation = table[String(target.dropFirst(prefix.count))] else {
            throw AWSError("UnknownOperationException", "Muster serves no operation \(target.prefix(100))")
        }
        guard call.principal.scopes.contains(operation.scope) else {
            throw AWSError(
                "AccessDeniedException",
                "the key \(call.principal.name) is not authorized to perform: states:\(operation.name): it does not have "
                    + "the scope \(operation.scope.rawValue)")
        }
        let body = call.body.isEmpty ? JSON.object([:]) : try JSON.parse(call.body, limits: AmazonCall.limits)
        guard let input = body.objectValue else {
            throw AWSError("SerializationException", "the body must be an object of JSON")
        }
        return try await operation.perform(
            AmazonCall(
                input: input, principal: call.principal, region: region(call.request), trace: call.request.trace,
                repetition: repetition(call, target)))
    }

    /// A UUID in `amz-sdk-invocation-id`, with the operation and the body that it goes with.
    private static func repetition(_ call: Call, _ target: String) -> Idempotency? {
        guard let id = call.request.headers[.amazonInvocation].flatMap({ UUIDText.uuid(from: $0) }) else { return nil }
        return Idempotency(
            principal: call.principal.name, key: UUIDText.string(from: id),
            fingerprint: sha256(Array("\(target)\n".utf8) + call.body))
    }

    /// The region that a request is signed for.
    private static func region(_ request: Request) -> String {
        let scope = (request.headers[.authorization] ?? "").split(separator: "/", maxSplits: 4)
        return scope.count > 2 ? String(scope[2].prefix(40)) : "us-east-1"
    }
}
