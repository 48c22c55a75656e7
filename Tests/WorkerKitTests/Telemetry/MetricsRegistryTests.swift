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
        histogram.observe(0.002, times: 3)
        histogram.observe(100)
        let text = registry.text
        #expect(text.contains("h_seconds_bucket{le=\"0.001\"} 0\n"))
        #expect(text.contains("h_seconds_bucket{le=\"0.0025\"} 3\n"))
        #expect(text.contains("h_seconds_bucket{le=\"60.0\"} 3\n"))
        #expect(text.contains("h_seconds_bucket{le=\"+Inf\"} 4\n"))
        #expect(text.contains("h_seconds_count 4\n"))
    }
}
