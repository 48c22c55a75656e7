import Testing
import WorkerKit

@testable import HTTPKit

@Suite struct HTTPMetricsTests {
    private let registry = MetricsRegistry()

    private func count(_ method: String, _ route: String, _ status: Int) -> String? {
        let series = "muster_http_requests_total{method=\"\(method)\",route=\"\(route)\",status=\"\(status)\"} "
        return registry.text.split(separator: "\n").first { $0.hasPrefix(series) }
            .map { String($0.dropFirst(series.count)) }
    }

    @Test func eachAnswerIsCountedByItsEndpointAndStatus() {
        let metrics = HTTPMetrics(registry)
        for status in [202, 202, 503] { metrics.answered("POST", "/v2/enqueue", status, in: .milliseconds(3)) }
        #expect(count("POST", "/v2/enqueue", 202) == "2")
        #expect(count("POST", "/v2/enqueue", 503) == "1")
        #expect(registry.text.contains("muster_http_request_seconds_count{route=\"/v2/enqueue\"} 3\n"))
        #expect(registry.text.contains("muster_http_request_seconds_bucket{le=\"0.0025\",route=\"/v2/enqueue\"} 0\n"))
        #expect(registry.text.contains("muster_http_request_seconds_bucket{le=\"0.005\",route=\"/v2/enqueue\"} 3\n"))
    }

    /// `rate` sees the first trouble of an endpoint because its series was there before.
    @Test func troubleBeginsWithZero() {
        let metrics = HTTPMetrics(registry)
        metrics.answered("POST", "/v2/enqueue", 202, in: .zero)
        #expect(count("POST", "/v2/enqueue", 500) == "0" && count("POST", "/v2/enqueue", 503) == "0")
        metrics.answered("POST", "/v2/enqueue", 503, in: .zero)
        #expect(count("POST", "/v2/enqueue", 503) == "1" && count("POST", "/v2/enqueue", 202) == "1")
    }

    /// Who asks for what there is not makes no series, whatever the method.
    @Test func whatNoEndpointHasIsOneSeries() {
        let metrics = HTTPMetrics(registry)
        metrics.answered("GET", nil, 404, in: .zero)
        metrics.answered("BREW", "NotFound", 404, in: .zero)
        #expect(count("other", "none", 404) == "2")
        #expect(!registry.text.contains("BREW"))
    }
}
