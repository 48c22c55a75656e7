import HTTPKit
import HTTPTypes
import HummingbirdCore
import JSON
import PlaybookDesk
import RequestSignatures

/// An error under the name that AWS Step Functions gives it (API reference, "Errors" of each action).
struct AWSError: Error {
    var type: String
    var message: String
    var status: HTTPResponse.Status = .badRequest

    init(_ type: String, _ message: String, status: HTTPResponse.Status = .badRequest) {
        self.type = type
        self.message = message
        self.status = status
    }

    static func validation(_ message: String) -> AWSError { AWSError("ValidationException", message) }

    /// One member that breaks a constraint, in the words of the service.
    static func constraint(_ member: String, _ constraint: String) -> AWSError {
        validation(
            "1 validation error detected: Value at '\(member)' failed to satisfy constraint: Member must \(constraint)")
    }

    static func noMachine(_ arn: some CustomStringConvertible) -> AWSError {
        AWSError("StateMachineDoesNotExist", "State Machine Does Not Exist: '\(arn)'")
    }

    static func noExecution(_ arn: some CustomStringConvertible) -> AWSError {
        AWSError("ExecutionDoesNotExist", "Execution Does Not Exist: '\(arn)'")
    }

    static func invalidARN(_ reason: String) -> AWSError { AWSError("InvalidArn", "Invalid Arn: '\(reason)'") }

    static let invalidToken = AWSError("InvalidToken", "Invalid Token: 'Invalid token'")

    /// What a caller is told of a signature that is none.
    init(_ fault: SignatureFault) { self.init(fault.code.rawValue, fault.message) }

    /// What a caller is told of a problem that every door can meet. Clients of AWS try again after 5xx and `ThrottlingException`.
    init(_ problem: Problem) {
        switch problem.status.code {
        case 413: self.init("RequestEntityTooLargeException", problem.detail, status: .contentTooLarge)
        case 429: self.init("ThrottlingException", "Rate exceeded")
        case 503: self.init("ServiceUnavailable", problem.detail, status: .serviceUnavailable)
        case 500...: self.init("InternalFailure", problem.detail, status: .internalServerError)
        case 422: self.init("SerializationException", problem.detail)
        default: self.init("ValidationException", problem.detail)
        }
    }

    /// `{"__type": "…", "message": "…"}`
    var response: Response {
        .amazon(["__type": .string(type), "message": .string(message)], status: status)
    }
}

extension Response {
    /// An answer as the clients of AWS's JSON protocol 1.0 read it.
    static func amazon(_ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var response = Response.json(json.bytes(), status: status, headers: headers)
        response.headers[.contentType] = "application/x-amz-json-1.0"
        return response
    }
}

extension HTTPField.Name {
    /// The operation that a request asks for.
    static let amazonTarget = HTTPField.Name.constant("X-Amz-Target")
    /// The same in each try of a client to make one call.
    static let amazonInvocation = HTTPField.Name.constant("amz-sdk-invocation-id")
    /// What a client names when it asks about a request.
    static let amazonRequestID = HTTPField.Name.constant("x-amzn-RequestId")
}
