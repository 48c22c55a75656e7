import Contracts
import Encodings
import FoundationEssentials
import Incident
import OnCall
import Organisation
import Silencing

/// What holds an alert back from the routes.
struct AlertHold: Sendable, Hashable {
    /// The rule that decided.
    var rule: RecoverAlerts.Hold
    /// When it ends, unless somebody ends it before.
    var until: Date
    /// Why, in words for people.
    var reason: String

    init(_ silence: Silence) {
        rule = .silence(silence.id)
        until = silence.until
        reason = "silence \(UUIDText.string(from: silence.id)) of \(silence.author) holds it back: \(silence.reason)"
    }

    init(_ window: MaintenanceWindow, until: Date) {
        rule = .maintenance(window.name)
        self.until = until
        reason =
            "maintenance window \(window.name) holds it back" + (window.reason.isEmpty ? "" : ": \(window.reason)")
    }

    /// The timer that routes what it held back.
    var timerKey: String {
        switch rule {
        case .silence(let id): "recover silence \(UUIDText.string(from: id))"
        case .maintenance(let name): "recover maintenance \(name)"
        }
    }
}

/// The silences and maintenance windows that are in force at a moment.
struct AlertHolds: Sendable {
    static let none = AlertHolds(silences: [], windows: [])

    private let silences: [Silence]
    private let windows: [(window: MaintenanceWindow, until: Date)]

    private init(silences: [Silence], windows: [(window: MaintenanceWindow, until: Date)]) {
        self.silences = silences
        self.windows = windows
    }

    /// - Parameters:
    ///   - silences: those that are in force.
    ///   - time: the moment at which windows are asked for.
    init(_ silences: [Silence], in organisation: OrganisationConfiguration, at time: Date) {
        self.init(
            silences: silences,
            windows: organisation.maintenance.compactMap { window in
                window.span(at: time, zones: organisation.zones).map { (window, $0.upperBound) }
            })
    }

    /// What holds an alert back; `nil` for nothing. A silence before a window, since somebody wants it now; of several the
    /// one that lasts longest, so that the alert is looked at again but once.
    func hold(_ alert: NormalisedAlert, from source: String) -> AlertHold? {
        if silences.isEmpty, windows.isEmpty { return nil }
        let value = { alert.label($0, from: source) }
        let silence = silences.filter { $0.matchers.match(value) }.max { $0.until < $1.until }
        if let silence { return AlertHold(silence) }
        return windows.filter { $0.window.matchers.match(value) }.max { $0.until < $1.until }
            .map { AlertHold($0.window, until: $0.until) }
    }
}

extension NormalisedAlert {
    /// What a matcher sees of a label: the sender's own, and where it has none of that name, what Muster knows of every
    /// alert: `source`, `severity`, `title`, `dedup_key` and `format`. Empty for what is not there.
    func label(_ name: String, from source: String) -> String {
        if let value = labels[name] { return value }
        return switch name {
        case "source": source
        case "severity": severity.rawValue
        case "title": title
        case "dedup_key": dedupKey
        case "format": format.rawValue
        default: ""
        }
    }
}
