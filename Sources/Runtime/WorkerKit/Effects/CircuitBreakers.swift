public import Capabilities
import CoreMetrics
import Synchronization

/// The circuit breakers of a process, one for each provider.
public final class CircuitBreakers: Sendable {
    private let breakers = Mutex<[String: CircuitBreaker]>([:])
    private let gauges = Mutex<[String: Meter]>([:])
    private let metrics: MetricsRegistry

    /// Breakers of no provider yet.
    /// - Parameter metrics: counts which are open, as `muster_provider_circuit_open`.
    public init(metrics: MetricsRegistry) {
        self.metrics = metrics
    }

    /// Asks to call a provider; see ``CircuitBreaker/admit(at:)``.
    public func admit(_ provider: String) -> Duration? {
        breakers.withLock { $0[provider, default: CircuitBreaker()].admit(at: .now) }
    }

    /// Takes note of an answer.
    public func succeeded(_ provider: String) {
        update(provider) { $0.succeeded() }
    }

    /// Takes note of a failure: only an outage counts against the provider.
    public func failed(_ error: ProviderError) {
        update(error.provider) { breaker in
            guard error.isOutage else { return breaker.succeeded() }
            if case .retryAfter(let wait) = error.remedy {
                breaker.failed(at: .now, asked: wait)
            } else {
                breaker.failed(at: .now, asked: nil)
            }
        }
    }

    private func gauge(of provider: String) -> Meter {
        gauges.withLock { gauges in
            if let known = gauges[provider] { return known }
            let gauge = metrics.gauge(
                "muster_provider_circuit_open", "1 while calls to the provider are held back.",
                labels: ["provider": provider])
            gauges[provider] = gauge
            return gauge
        }
    }

    private func update(_ provider: String, _ change: @Sendable (inout CircuitBreaker) -> Void) {
        let isOpen = breakers.withLock { breakers in
            change(&breakers[provider, default: CircuitBreaker()])
            return breakers[provider]?.isOpen ?? false
        }
        gauge(of: provider).set(isOpen ? 1 : 0)
    }
}
