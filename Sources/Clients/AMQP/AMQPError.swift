/// Why an operation with the broker failed.
///
/// ``description`` is safe to show: it names what failed, where and what to do, and never holds a password.
public struct AMQPError: Error, Sendable, Hashable {
    /// The kind of failure.
    public enum Code: String, Sendable, Hashable {
        /// An unusable URL, name, size or file; nothing was sent.
        case invalidConfiguration
        /// A publication that AMQP cannot carry (a name over 255 bytes, headers larger than a frame); it was not sent.
        case invalidPublication
        /// No TCP connection: wrong address, refused, or no answer in time.
        case connectionRefused
        /// The broker refused user and password, or the virtual host.
        case authenticationRefused
        /// The TLS handshake failed, or the peer's certificate is not trusted for this host.
        case tlsRefused
        /// The connection ended; ``AMQPError/reply`` tells the broker's reason when it gave one.
        case connectionClosed
        /// The broker closed the channel; ``AMQPError/reply`` tells why.
        case channelClosed
        /// The broker ended the consumer, because its queue was deleted or has lost its leader.
        case consumerCancelled
        /// No answer in time.
        case timeout
        /// There is no connection now.
        case notReady
        /// The broker takes no messages now (`connection.blocked`: out of memory or disk).
        case blocked
        /// The client was shut down.
        case shutDown
    }

    /// A reply code and text of the broker (AMQP 0-9-1, section 1.2 "Class and method definitions", `reply-code`).
    public struct Reply: Sendable, Hashable {
        /// The `reply-code`, such as 404.
        public var code: UInt16
        /// The `reply-text`, such as `NOT_FOUND - no queue …`.
        public var text: String

        /// A reply of the broker.
        public init(code: UInt16, text: String) {
            self.code = code
            self.text = text
        }
    }

    /// The kind of failure.
    public var code: Code
    /// What was being done, in AMQP's words: `basic.publish`.
    public var operation: String
    /// What is known of the cause.
    public var detail: String
    /// The broker's own words, when it closed the channel or the connection.
    public var reply: Reply?

    /// An error.
    /// - Parameters:
    ///   - code: the kind of failure.
    ///   - operation: what was being done, in AMQP's words.
    ///   - detail: what is known of the cause, without secrets.
    ///   - reply: the broker's own words.
    public init(_ code: Code, operation: String, detail: String, reply: Reply? = nil) {
        self.code = code
        self.operation = operation
        self.detail = detail
        self.reply = reply
    }

    /// Whether the same operation may succeed later without a change of configuration or message.
    public var isRetriable: Bool {
        switch code {
        case .invalidConfiguration, .invalidPublication, .authenticationRefused, .tlsRefused: false
        case .connectionRefused, .connectionClosed, .channelClosed, .consumerCancelled, .timeout, .notReady, .blocked,
            .shutDown:
            true
        }
    }
}

extension AMQPError: CustomStringConvertible {
    /// What failed, why, and what to do; safe to show.
    public var description: String {
        let reason = reply.map { "\($0.code) \($0.text)" } ?? detail
        return "\(operation): \(reason) (\(code.rawValue))"
    }
}
