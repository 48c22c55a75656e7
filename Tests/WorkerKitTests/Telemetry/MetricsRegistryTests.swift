import CoreMetrics
import Testing
import WorkerKit

@Suite struct MetricsRegistryTests {
    @Test func writesPrometheusText() {
        let registry = MetricsRegistry()
        registry.counter("b_total", "Bs.", labels: ["queue": "a\"b"]).increment(by: 2)
        registry.counter("b_total", "Bs.", labels: ["queue": "a\"b"]).increment()
        registry.gauge("a", "As.").set(1.5)
        #expect(
            registry.text == """
                # HELP a As.
                # TYPE a gauge
                a 1.5
                # HELP b_total Bs.
                # TYPE b_total counter
                b_total{queue="a\\"b"} 3

                """)
    }

    @Test func bucketsAreCumulative() {
        let registry = MetricsRegistry()
        let histogram = registry.histogram("h_seconds", "Hs.")
        for _ in 0..<3 { histogram.recordNanoseconds(2_000_000) }
        histogram.recordSeconds(100)
        let text = registry.text
        #expect(text.contains("h_seconds_bucket{le=\"0.001\"} 0\n"))
        #expect(text.contains("h_seconds_bucket{le=\"0.0025\"} 3\n"))
        #expect(text.contains("h_seconds_bucket{le=\"60.0\"} 3\n"))
        #expect(text.contains("h_seconds_bucket{le=\"+Inf\"} 4\n"))
        #expect(text.contains("h_seconds_count 4\n"))
    }

    /// What libraries count by swift-metrics is in the same text, under names that Prometheus takes.
    @Test func whatLibrariesCountIsThereToo() {
        let registry = MetricsRegistry()
        Counter(label: "http.requests", dimensions: [("path-name", "/")], factory: registry).increment()
        Gauge(label: "pool.size", factory: registry).record(3)
        Timer(label: "call.duration", factory: registry).recordMilliseconds(2)
        let text = registry.text
        #expect(text.contains("# TYPE http_requests counter\nhttp_requests{path_name=\"/\"} 1\n"))
        #expect(text.contains("# TYPE pool_size gauge\npool_size 3.0\n"))
        #expect(text.contains("# TYPE call_duration histogram\n"))
        #expect(text.contains("call_duration_sum 0.002\n"))
    }

    @Test func theSameNameAndLabelsAreTheSameSeries() {
        let registry = MetricsRegistry()
        for _ in 0..<2 { registry.counter("c_total", "Cs.", labels: ["a": "b"]).increment() }
        #expect(registry.text.contains("c_total{a=\"b\"} 2\n"))
    }
}
