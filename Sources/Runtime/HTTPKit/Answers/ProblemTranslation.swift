import Hummingbird
import Logging
import WorkerKit

/// Finds what a caller is told of an error.
struct ProblemTranslation: Sendable {
    private let translate: @Sendable (any Error) -> Problem?

    /// - Parameter translate: what a caller is told of an error that only doors know; `nil` for one that it does not
    ///   know either. What it does not know is logged, and answered with 500.
    init(translate: @escaping @Sendable (any Error) -> Problem?) {
        self.translate = translate
    }

    /// What a caller is told of an error that somebody knows.
    func known(_ error: any Error) -> Problem? { translate(error) ?? Problem(error) }

    func problem(of error: any Error, method: String, path: String, logger: Logger) -> Problem {
        if let problem = known(error) { return problem }
        logger.error(
            "a request failed",
            metadata: ["http.method": "\(method)", "http.path": "\(path)", LoggingKeys.reason: "\(error)"])
        return Problem(.internalServerError, "the request failed; the log of intake says why")
    }
}
