import HTTPTypes
public import Hummingbird
import JSON
import NIOCore
public import WorkerKit

extension RouterMethods {
    /// Adds `/healthz`, `/readyz` and `/metrics`.
    public func addHealth(_ health: HealthState, metrics: MetricsRegistry) {
        get("/healthz") { _, _ in
            Response.json(["status": "alive"])
        }
        get("/readyz") { _, _ in
            Response.json(health.json, status: health.status == .notReady ? .serviceUnavailable : .ok)
        }
        get("/metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: metrics.text)))
        }
    }
}
