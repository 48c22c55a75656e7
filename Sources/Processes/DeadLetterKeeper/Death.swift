import AMQP
import Contracts
import Encodings
import FoundationEssentials
import JSON

/// Why a message died: by the worker's own word, or by the broker's when the worker could not say anything more.
struct Death: Sendable, Hashable {
    var code: String
    var detail: String
    var place: String
    var attempts: Int
    var firstFailedAt: Date?
    /// Tells this death from others of the same message.
    var mark: String

    init(_ headers: [String: AMQPFieldValue]) {
        attempts = headers[MessageHeader.attempt]?.int.map { Int(clamping: max(1, $0)) } ?? 1
        firstFailedAt = headers[MessageHeader.firstFailedAt]?.string.flatMap { RFC3339.date(from: $0) }
        let broker = BrokerDeath(headers["x-death"])
        mark = headers[MessageHeader.firstFailedAt]?.string ?? broker.map { "\($0.time)/\($0.count)" } ?? ""
        if let broker, broker.reason == "delivery_limit" {
            code = "delivery-limit"
            detail = """
                the process died, or gave the message back, each time it had it: look for crashes in its log. Looks at the \
                queue on the management page of the broker count as well; `muster message show` does not
                """
            place = "process"
        } else {
            code = headers[MessageHeader.errorCode]?.string ?? broker?.reason ?? "unknown"
            detail = headers[MessageHeader.errorDetail]?.string ?? "the worker did not say why"
            place = headers[MessageHeader.errorPlace]?.string ?? ""
        }
    }
}

/// The newest entry of the broker's `x-death` header.
private struct BrokerDeath {
    var reason: String
    var count: Int64
    var time: Int64

    init?(_ value: AMQPFieldValue?) {
        guard case .array(let deaths)? = value, case .table(let newest)? = deaths.first,
            let reason = newest["reason"]?.string
        else { return nil }
        self.reason = reason
        count = newest["count"]?.int ?? 1
        if case .timestamp(let seconds)? = newest["time"] { time = seconds } else { time = 0 }
    }
}
