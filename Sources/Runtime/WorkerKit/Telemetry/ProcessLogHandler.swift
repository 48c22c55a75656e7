import Encodings
import FoundationEssentials
import Glibc
import JSON
public import Logging

/// Writes log lines to standard error: one JSON object a line, or text for people. Control characters are escaped in
/// both, so that nothing that comes from outside can forge a line.
public struct ProcessLogHandler: LogHandler {
    /// Lines below it are not written.
    public var logLevel: Logger.Level
    /// What every line of this logger says; what a line says itself counts more.
    public var metadata: Logger.Metadata = [:]
    /// Tells what is being handled where a line is written.
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: WorkerConfiguration.LogFormat

    /// A handler of one logger.
    /// - Parameter label: the logger's name, in lines of JSON under `logger`.
    public init(
        label: String, format: WorkerConfiguration.LogFormat, level: Logger.Level,
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.metadataProvider = metadataProvider
        self.label = label
        self.format = format
        logLevel = level
    }

    /// One value of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line, with the present time, to standard error in one call.
    public func log(event: LogEvent) {
        var all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        // What the line itself says counts more.
        if let context = metadataProvider?.get(), !context.isEmpty { all.merge(context) { own, _ in own } }
        let line =
            switch format {
            case .json: jsonLine(event, all)
            case .human: humanLine(event, all)
            }
        let bytes = Array((line + "\n").utf8)
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }

    private func jsonLine(_ event: LogEvent, _ metadata: Logger.Metadata) -> String {
        var object: JSONObject = [
            "time": .string(RFC3339.string(from: Date())), "level": .string(event.level.rawValue),
            "logger": .string(label), "message": .string("\(event.message)"),
        ]
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { object[key] = .string("\(value)") }
        return JSON.object(object).text()
    }

    private func humanLine(_ event: LogEvent, _ metadata: Logger.Metadata) -> String {
        let time = RFC3339.string(from: Date())
        let level = event.level.rawValue.padding(to: 8)
        let details = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return (time + " " + level + " " + "\(event.message)" + details).escapingControlCharacters
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    fileprivate var escapingControlCharacters: String {
        guard unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7F {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
