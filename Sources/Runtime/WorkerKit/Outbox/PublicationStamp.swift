import AMQP
import Incident

/// What every message says of the process that publishes it, so that a dead letter tells what it died on.
package struct PublicationStamp: Sendable {
    /// Process and version: `muster-notifier/0.1.0`.
    let build: String
    private let configuration: @Sendable () -> Int64?

    /// - Parameters:
    ///   - process: its name: `notifier`.
    ///   - configuration: the version of the configuration that the process goes by; `nil` while it has read none.
    package init(_ process: String, configuration: @escaping @Sendable () -> Int64? = { nil }) {
        build = MusterVersion.applicationName(of: process)
        self.configuration = configuration
    }

    /// Writes it on a message, in place of what the process before has written.
    func mark(_ headers: inout [String: AMQPFieldValue]) {
        headers[MessageHeaders.buildKey] = .string(build)
        headers[MessageHeaders.configurationKey] = configuration().map { .int($0) }
    }
}
