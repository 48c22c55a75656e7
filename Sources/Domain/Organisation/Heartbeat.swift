public import Incident
public import JSON

/// What says regularly that all is well, and whose silence is an alert.
public struct Heartbeat: Sendable, Hashable, JSONDecodable {
    /// 1 to 100 letters, digits, dots, dashes and underscores, unique among heartbeats: a part of its address.
    public var name: String
    /// The source whose key beats, and whose alert it is when the beat stays away.
    public var source: String
    /// How long after a beat the next one is expected: 10 s to 31 d.
    public var interval: Duration
    /// How many beats in a row stay away before that is an alert, 1 to 100.
    public var failures: Int
    /// How bad it is.
    public var severity: AlertSeverity
    /// What the alert says, in a line; `nil` for the usual words.
    public var title: String?
    /// Labels of the alert, which routes and silences decide by.
    public var labels: [String: String]

    /// A heartbeat as the program has it; nothing is checked.
    public init(
        name: String, source: String, interval: Duration, failures: Int = 1, severity: AlertSeverity = .critical,
        title: String? = nil, labels: [String: String] = [:]
    ) {
        self.name = name
        self.source = source
        self.interval = interval
        self.failures = failures
        self.severity = severity
        self.title = title
        self.labels = labels
    }

    /// Configuration: `name`, `interval` (`5m`), `source` (the name by default), `failures` (1), `severity` (`critical`),
    /// `title` and `labels`.
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "source", "interval", "failures", "severity", "title", "labels"])
        let name = try reader.string("name", length: 1...100)
        guard name.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil else {
            throw try reader.member("name").error(
                expected: "letters, digits, dots, dashes and underscores", found: "`\(name)`")
        }
        var labels: [String: String] = [:]
        if let object = try reader.optional("labels") {
            for label in try object.members().keys.prefix(100) {
                labels[label] = try object.string(label, length: 0...1024)
            }
        }
        self.init(
            name: name, source: try reader.optionalString("source", length: 1...100) ?? name,
            interval: try reader.member("interval").duration(in: .seconds(10) ... .seconds(31 * 86_400)),
            failures: try reader.optionalInt("failures", in: 1...100) ?? 1,
            severity: try reader.optionalEnumeration("severity", of: AlertSeverity.self) ?? .critical,
            title: try reader.optionalLine("title", length: 1...200), labels: labels)
    }

    /// How long after a beat its absence is an alert.
    public var patience: Duration { interval * failures }
}

extension ConfigurationSection {
    static let heartbeats = list(
        "heartbeats", of: "heartbeat", max: 1000, at: \.heartbeats, name: \.name, read: Heartbeat.init)
}
