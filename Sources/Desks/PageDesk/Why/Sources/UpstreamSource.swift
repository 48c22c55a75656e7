import AlertDesk
import FoundationEssentials
import IncidentStore
import Postgres

/// What the sender of an alert did with it on its own side, where it tells that: Alertmanager's event recorder.
struct UpstreamSource: Sendable {
    let database: PostgresClient

    func facts(_ context: WhyContext) async throws -> [WhyFact] {
        var facts: [WhyFact] = []
        for alert in context.alerts {
            let known = try await UpstreamFacts(database: database).about(alert.dedupKey, of: alert.source)
            facts += known.map { Self.fact($0, of: alert.source) }
        }
        return facts
    }

    /// What is known of an alert that never came, from all senders that told of it.
    func facts(aboutFingerprint fingerprint: String) async throws -> [WhyFact] {
        try await UpstreamFacts(database: database).about(fingerprint).map { Self.fact($0.fact, of: $0.source) }
    }

    private static func fact(_ fact: UpstreamFact, of source: String) -> WhyFact {
        var told = WhyFact(at: fact.at, "upstream", "\(source) says: \(fact.text)", rule: fact.place)
        switch fact.kind {
        case .silenced, .inhibited: break
        case .created, .grouped, .sent, .resolved: told.isBackground = true
        }
        return told
    }
}
