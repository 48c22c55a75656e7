public import HTTPTypes
public import Hummingbird
public import HummingbirdCore
import Logging
import WorkerKit

/// Turns every error into problem details, and puts the headers on every answer that browsers need to do no harm.
public struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    private let translate: @Sendable (any Error) -> Problem?

    /// - Parameter translate: what a caller is told of an error that only doors know; `nil` for one that it does not
    ///   know either. What it does not know is logged, and answered with 500.
    public init(translate: @escaping @Sendable (any Error) -> Problem?) {
        self.translate = translate
    }

    /// Answers as the routes do, or with the problem that they met.
    public func handle(
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
        if let problem = translate(error) ?? Problem(error) { return problem.response }
        logger.error(
            "a request failed",
            metadata: [
                "http.method": "\(request.method)", "http.path": "\(request.pathWithoutTokens)",
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
    public static let referrerPolicy = HTTPField.Name.constant("Referrer-Policy")
    /// draft-ietf-httpapi-idempotency-key-header.
    public static let idempotencyKey = HTTPField.Name.constant("Idempotency-Key")
    /// Whether an answer is the one of an earlier request with the same idempotency key.
    public static let idempotencyReplayed = HTTPField.Name.constant("Idempotency-Replayed")
    /// W3C Trace Context.
    public static let traceparent = HTTPField.Name.constant("traceparent")

    /// A name that is written in this program.
    public static func constant(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return name
    }
}
