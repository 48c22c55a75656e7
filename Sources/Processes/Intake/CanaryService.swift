import AlertDesk
import FoundationEssentials
import JSON
import Logging
import PageDesk
import ServiceLifecycle
import WorkerKit

/// Sends a canary each minute down the way of all pages: an alert is read and routed as those of detectors are, and then leaves a page
/// of nobody behind in place of an incident, which goes through outbox, broker and paging.
struct CanaryService: Service {
    static let interval: Duration = .seconds(60)

    let reception: AlertReception
    let canary: Canary
    let name: String
    let logger: Logger

    func run() async throws {
        await RepeatedLook.run(every: Self.interval, or: "the canary could not be sent", logger) {
            try await send()
        }
    }

    func send() async throws {
        let alert: JSON = ["title": "Canary", "dedup_key": "canary", "severity": "info"]
        _ = try await reception.dryRun(AlertReading(.native).parse(alert.bytes()), from: "canary")
        _ = try await canary.send(by: name)
    }
}
