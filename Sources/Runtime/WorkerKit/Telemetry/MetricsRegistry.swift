import Synchronization

/// The numbers of a process, in the Prometheus text format 0.0.4.
public final class MetricsRegistry: Sendable {
    private struct Family {
        var help: String
        var type: String
        var series: [(labels: [String: String], value: any MetricValue)] = []
    }

    private let families = Mutex<[String: Family]>([:])

    public init() {}

    /// A number that only grows; the same series for the same name and labels.
    public func counter(_ name: String, _ help: String, labels: [String: String] = [:]) -> Counter {
        series(name, help, "counter", labels, make: Counter.init)
    }

    /// A number that goes up and down.
    public func gauge(_ name: String, _ help: String, labels: [String: String] = [:]) -> Gauge {
        series(name, help, "gauge", labels, make: Gauge.init)
    }

    /// A distribution of durations in seconds.
    public func histogram(_ name: String, _ help: String, labels: [String: String] = [:]) -> Histogram {
        series(name, help, "histogram", labels, make: Histogram.init)
    }

    private func series<Value: MetricValue>(
        _ name: String, _ help: String, _ type: String, _ labels: [String: String], make: @Sendable () -> Value
    ) -> Value {
        families.withLock { families in
            var family = families[name] ?? Family(help: help, type: type)
            if let known = family.series.first(where: { $0.labels == labels })?.value as? Value { return known }
            let value = make()
            family.series.append((labels, value))
            families[name] = family
            return value
        }
    }

    /// Everything, as a scrape answers it.
    public var text: String {
        let families = families.withLock { $0 }
        var lines: [String] = []
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            lines.append("# HELP \(name) \(family.help)")
            lines.append("# TYPE \(name) \(family.type)")
            for (labels, value) in family.series { lines += value.lines(name, labels) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// One series of a family.
protocol MetricValue: Sendable {
    func lines(_ name: String, _ labels: [String: String]) -> [String]
}

/// Labels in Prometheus' notation, sorted by name.
func prometheusLabels(_ labels: [String: String]) -> String {
    if labels.isEmpty { return "" }
    let pairs = labels.sorted { $0.key < $1.key }.map { key, value in
        var escaped = ""
        for character in value {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return "\(key)=\"\(escaped)\""
    }
    return "{\(pairs.joined(separator: ","))}"
}
