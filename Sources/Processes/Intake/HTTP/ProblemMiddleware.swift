import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import WorkerKit

/// Turns every error into problem details, and puts the headers on every answer that browsers need to do no harm.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request: request, logger: context.logger)
        }
        harden(&response.headers)
        return response
    }

    private func answer(to error: any Error, request: Request, logger: Logger) -> Response {
        if let problem = Problem(error) { return problem.response }
        logger.error(
            "a request failed",
            metadata: [
                "http.method": "\(request.method)", "http.path": "\(request.uri.path)",
                LoggingKeys.reason: "\(error)",
            ])
        return Problem(.internalServerError, "the request failed; the log of intake says why").response
    }

    private func harden(_ headers: inout HTTPFields) {
        if headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        headers[.xContentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = "no-referrer"
    }
}

extension HTTPField.Name {
    /// Fetch Standard; HTML, section 4.2.5.
    static let referrerPolicy = HTTPField.Name.constant("Referrer-Policy")
    /// draft-ietf-httpapi-idempotency-key-header.
    static let idempotencyKey = HTTPField.Name.constant("Idempotency-Key")
    /// Whether an answer is the one of an earlier request with the same idempotency key.
    static let idempotencyReplayed = HTTPField.Name.constant("Idempotency-Replayed")
    /// W3C Trace Context.
    static let traceparent = HTTPField.Name.constant("traceparent")

    /// A name that is written in this program.
    private static func constant(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return name
    }
}
