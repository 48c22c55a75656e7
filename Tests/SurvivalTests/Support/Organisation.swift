/// Configurations to test with.
enum Organisation {
    /// A system of the organisation's own.
    struct System {
        var name: String
        var url: String
        /// What it does.
        var capabilities: [String]
        /// How long a call may take, in milliseconds.
        var timeout = 3000
        /// How long its search may lag behind, in milliseconds.
        var searchLag = 0
    }

    /// A small organisation.
    ///
    /// - Parameters:
    ///   - systems: what does the work instead of what comes with Muster.
    ///   - resources: the places of a response; all by default.
    ///   - pages: whether incidents page `first`, and `owner` five minutes later.
    static func yaml(_ systems: [System] = [], resources: [String] = [], pages: Bool = false) -> String {
        var text = """
            people:
              - { email: first@example.org, name: First, team: Reliability, location: Europe/Berlin }
              - { email: owner@example.org, name: Owner, team: Product }
            severities: [{ name: SEV1 }, { name: SEV2, default: true }]
            priorities: [{ name: high }, { name: low, default: true }]
            incident_types:
              - name: outage
                default: true
                commander: first@example.org
                participants: [owner@example.org]

            """
        if pages { text += "    paging: [{ policy: plain }]\n" }
        if !resources.isEmpty { text += "    resources: [\(resources.joined(separator: ", "))]\n" }
        if pages {
            text += """
                policies:
                  - name: plain
                    steps: [{ targets: [first@example.org] }, { targets: [owner@example.org] }]
                    last_resort: [owner@example.org]

                """
        }
        // A system of the test's own has no conversation that everybody follows.
        let general = systems.contains { $0.capabilities.contains("conversations") } ? "" : "conversation: general, "
        text += """
            announcements: { \(general)mail: [incidents@example.org], from: muster@example.org }
            routes:
              - { name: critical, match: { minimum_severity: critical }, action: incident }

            """
        if systems.isEmpty { return text }
        text += "providers:\n"
        for system in systems {
            text += "  - { name: \(system.name), kind: http, url: '\(system.url)', timeout_ms: \(system.timeout), "
            text += "search_lag_ms: \(system.searchLag) }\n"
        }
        text += "capabilities:\n"
        for system in systems {
            for capability in system.capabilities { text += "  \(capability): [\(system.name)]\n" }
        }
        return text
    }
}
