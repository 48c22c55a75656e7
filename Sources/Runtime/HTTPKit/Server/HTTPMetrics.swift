import CoreMetrics
import Pacing
import Synchronization
import WorkerKit

/// What a server counts of its answers: each by method, address of the endpoint and status, and how long it took until the
/// head of the answer was known. What no endpoint has is counted under the route `none`, so that strangers make no series.
///
/// With the first answer of an endpoint its troubles (500 and 503) begin with zero: in a series that begins with a burst,
/// `rate` of Prometheus sees nothing of it.
final class HTTPMetrics: Sendable {
    private struct Answer: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private let registry: MetricsRegistry
    private let answers = Mutex<[Answer: Counter]>([:])
    private let durations = Mutex<[String: Timer]>([:])

    init(_ registry: MetricsRegistry) {
        self.registry = registry
    }

    /// Counts an answer.
    /// - Parameters:
    ///   - method: of the request; of a method that no endpoint has nothing is told but that it was another.
    ///   - route: the endpoint's address, `/api/v1/incidents/{name}`; anything else where there is none (Hummingbird 2 calls
    ///     it `NotFound`).
    ///   - status: of the answer.
    ///   - duration: from the request's head to the answer's.
    func answered(_ method: String, _ route: String?, _ status: Int, in duration: Duration) {
        let endpoint = route.flatMap { $0.hasPrefix("/") ? $0 : nil }
        let answer = Answer(method: endpoint == nil ? "other" : method, route: endpoint ?? "none", status: status)
        counter(answer).increment()
        timer(answer.route).recordNanoseconds(Int64(duration.seconds * 1e9))
    }

    private func counter(_ answer: Answer) -> Counter {
        answers.withLock { answers in
            if let known = answers[answer] { return known }
            for status in [answer.status, 500, 503] {
                let one = Answer(method: answer.method, route: answer.route, status: status)
                answers[one] = series(of: one)
            }
            return answers[answer] ?? series(of: answer)
        }
    }

    private func series(of answer: Answer) -> Counter {
        registry.counter(
            "muster_http_requests_total", "Requests by method, endpoint and status of the answer.",
            labels: ["method": answer.method, "route": answer.route, "status": "\(answer.status)"])
    }

    private func timer(_ route: String) -> Timer {
        durations.withLock { durations in
            if let known = durations[route] { return known }
            let timer = registry.histogram(
                "muster_http_request_seconds", "Time from the head of a request to the head of its answer.",
                labels: ["route": route])
            durations[route] = timer
            return timer
        }
    }
}
