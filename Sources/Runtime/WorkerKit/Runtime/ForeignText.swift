import AMQP
import Encodings
import JSON

/// Text of senders that know nothing of Muster's format, as an alert in it.
enum ForeignText {
    /// The fields of an alert that senders of text may give as headers.
    private static let fields = ["severity", "dedup_key", "action", "url", "group_key"]
    /// The headers of syslog-ng that tell whose message it is, and the labels that they become.
    private static let origins = ["HOST": "host", "PROGRAM": "program", "FACILITY": "facility", "PRIORITY": "priority"]
    /// The levels of syslog (RFC 5424, section 6.2.1) as syslog-ng writes them; all are words for severities here.
    private static let levels: Set = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"]

    /// The first line is the title and the rest the description (Apprise: `Title\r\nBody`). `nil` for what is JSON all the
    /// same, or nothing to read.
    static func alert(_ delivery: Delivery) -> JSON? {
        guard let text = String(validating: delivery.body, as: UTF8.self) else { return nil }
        let trimmed = text.withPlainLineEnds.drop { $0.isWhitespace }
        guard let first = trimmed.first else { return logged(delivery.properties.headers).map(JSON.object) }
        guard first != "{", first != "[" else { return nil }
        return .object(alert(trimmed, delivery.properties.headers))
    }

    /// What syslog-ng (3.38) sends unless `body()` says otherwise: nothing, with the message in a header.
    private static func logged(_ headers: [String: AMQPFieldValue]) -> JSONObject? {
        guard let message = headers["MESSAGE"]?.string?.withPlainLineEnds.drop(while: \.isWhitespace), !message.isEmpty
        else { return nil }
        var alert = alert(message, headers)
        var labels = JSONObject()
        for (header, label) in origins.sorted(by: { $0.key < $1.key }) {
            guard let value = headers[header]?.string, !value.isEmpty else { continue }
            labels[label] = .string(value)
        }
        alert["labels"] = .object(labels)
        if alert["severity"] == nil, let level = headers["PRIORITY"]?.string?.lowercased(), levels.contains(level) {
            alert["severity"] = .string(level)
        }
        return alert
    }

    private static func alert(_ text: Substring, _ headers: [String: AMQPFieldValue]) -> JSONObject {
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let title = lines[0].unicodeScalars.prefix(1000).map {
            $0.properties.generalCategory == .control ? " " : Character($0)
        }
        let rest = lines.count > 1 ? lines[1] : ""
        let description = String(String.UnicodeScalarView(rest.unicodeScalars.filter { $0.value != 0 }.prefix(20_000)))
        var alert: JSONObject = ["title": .string(String(title)), "description": .string(description)]
        for field in fields {
            guard let value = headers[field]?.string, !value.isEmpty else { continue }
            alert[field] = .string(value)
        }
        return alert
    }
}
