public import Incident
public import JSON

/// What alerts a route is for: all of what it says must hold.
public struct AlertMatch: Sendable, Hashable, JSONDecodable {
    /// The names of sources; empty for all.
    public var sources: [String]
    /// The lowest severity.
    public var minimumSeverity: AlertSeverity
    /// Labels and the exact values they must have.
    public var labels: [String: String]
    /// Labels of the sender's route (Alertmanager 0.34 and later) and the exact values they must have.
    public var routeLabels: [String: String]

    /// Conditions; without any, it is for all alerts.
    public init(
        sources: [String] = [], minimumSeverity: AlertSeverity = .info, labels: [String: String] = [:],
        routeLabels: [String: String] = [:]
    ) {
        self.sources = sources
        self.minimumSeverity = minimumSeverity
        self.labels = labels
        self.routeLabels = routeLabels
    }

    /// Configuration: `sources`, `minimum_severity`, `labels` and `route_labels`, none of them required.
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown, of a lenient reader too: a condition that is
    ///   passed over would match alerts that the route is not for.
    public init(_ reader: JSONReader) throws {
        try reader.object(only: "sources", "minimum_severity", "labels", "route_labels")
        self.init(
            sources: try reader.optionalStrings("sources", max: 100, length: 1...100),
            minimumSeverity: try reader.optionalEnumeration("minimum_severity", of: AlertSeverity.self) ?? .info,
            labels: try reader.optional("labels").map(Self.labels) ?? [:],
            routeLabels: try reader.optional("route_labels").map(Self.labels) ?? [:])
    }

    private static func labels(_ reader: JSONReader) throws -> [String: String] {
        var labels: [String: String] = [:]
        for name in try reader.members().keys { labels[name] = try reader.string(name, length: 0...1024) }
        return labels
    }

    /// Whether an alert of this source, with this severity and these labels, meets every condition.
    public func matches(
        source: String, severity: AlertSeverity, labels: [String: String], routeLabels: [String: String] = [:]
    ) -> Bool {
        (sources.isEmpty || sources.contains(source)) && severity >= minimumSeverity
            && self.labels.allSatisfy { labels[$0.key] == $0.value }
            && self.routeLabels.allSatisfy { routeLabels[$0.key] == $0.value }
    }
}
