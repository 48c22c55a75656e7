public import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Turns every error into problem details, counts the answers, and puts the headers on every answer that browsers need to do no harm.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    private let problems: ProblemTranslation
    private let metrics: HTTPMetrics

    init(_ problems: ProblemTranslation, _ metrics: HTTPMetrics) {
        self.problems = problems
        self.metrics = metrics
    }

    /// Answers as the routes do, or with the problem that they met.
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response =
                problems.problem(
                    of: error, method: "\(request.method)", path: request.pathWithoutTokens, logger: context.logger
                ).response
        }
        response.headers.harden()
        metrics.answered(
            request.method.rawValue, context.endpointPath, response.status.code, in: .now - start)
        return response
    }
}

extension HTTPFields {
    /// Puts in what browsers need to do no harm.
    mutating func harden() {
        if self[.contentSecurityPolicy] == nil {
            self[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        if self[.cacheControl] == nil { self[.cacheControl] = "no-store" }
        self[.xContentTypeOptions] = "nosniff"
        self[.referrerPolicy] = "no-referrer"
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
