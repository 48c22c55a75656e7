public import CoreMetrics
import Synchronization

/// The numbers of a process, in the Prometheus text format 0.0.4: the backend of swift-metrics, so that what libraries
/// count lands beside what Muster counts.
///
/// Ask for a metric once and hold it: looking one up costs a lock and its labels.
public final class MetricsRegistry: MetricsFactory {
    private struct Family {
        var help: String
        var type: String
        var series: [(labels: [String: String], value: any MetricSeries)] = []
    }

    private let families = Mutex<[String: Family]>([:])

    /// A registry without metrics; a process has one.
    public init() {}

    /// A number that only grows; the same series for the same name and labels.
    public func counter(_ name: String, _ help: String, labels: [String: String] = [:]) -> Counter {
        let series = series(name, help, "counter", labels, make: CounterSeries.init)
        return Counter(label: name, dimensions: Self.dimensions(labels), handler: series, factory: self)
    }

    /// A number that goes up and down.
    public func gauge(_ name: String, _ help: String, labels: [String: String] = [:]) -> Meter {
        let series = series(name, help, "gauge", labels, make: GaugeSeries.init)
        return Meter(label: name, dimensions: Self.dimensions(labels), handler: series, factory: self)
    }

    /// A distribution of durations; a scrape reads seconds.
    public func histogram(_ name: String, _ help: String, labels: [String: String] = [:]) -> Timer {
        let series = series(name, help, "histogram", labels, make: HistogramSeries.init)
        return Timer(label: name, dimensions: Self.dimensions(labels), handler: series, factory: self)
    }

    private static func dimensions(_ labels: [String: String]) -> [(String, String)] { labels.map { ($0, $1) } }

    private func series<Series: MetricSeries>(
        _ name: String, _ help: String, _ type: String, _ labels: [String: String], make: @Sendable () -> Series
    ) -> Series {
        families.withLock { families in
            var family = families[name] ?? Family(help: help, type: type)
            if let known = family.series.first(where: { $0.labels == labels })?.value as? Series { return known }
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

// What libraries count by swift-metrics' own functions.
extension MetricsRegistry {
    /// A library's counter; in its name and labels, what Prometheus does not allow becomes `_`.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, "counter", dimensions, make: CounterSeries.init)
    }

    /// A library's meter, as a gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, "gauge", dimensions, make: GaugeSeries.init)
    }

    /// A library's recorder: a histogram when it aggregates, else a gauge of the last value.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate
            ? series(label, "histogram", dimensions, make: HistogramSeries.init)
            : series(label, "gauge", dimensions, make: GaugeSeries.init)
    }

    /// A library's timer, as a histogram in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, "histogram", dimensions, make: HistogramSeries.init)
    }

    // A series that nobody counts any more keeps its number, as scrapes expect of it.
    /// Keeps the series with its number.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Keeps the series with its number.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Keeps the series with its number.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Keeps the series with its number.
    public func destroyTimer(_ handler: any TimerHandler) {}

    private func series<Series: MetricSeries>(
        _ label: String, _ type: String, _ dimensions: [(String, String)], make: @Sendable () -> Series
    ) -> Series {
        let labels = Dictionary(dimensions.map { (Self.prometheusName($0), $1) }) { $1 }
        return series(Self.prometheusName(label), "Of a library: \(label).", type, labels, make: make)
    }

    /// `http.server.request` becomes `http_server_request`.
    private static func prometheusName(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
    }
}
