public import Encodings

/// A version of RabbitMQ, as it says it itself when somebody connects (`connection.start`, server-properties).
public typealias BrokerVersion = Version

extension BrokerVersion {
    /// Reads `4.3.0` as a broker says it, also of a preview or a build of one's own (`4.3.0-rc.1`, `4.0.0+2`); `4.3` is
    /// `4.3.0`. `nil` for any other form.
    public init?(ofBroker text: some StringProtocol) {
        let release = text.prefix { $0 != "-" && $0 != "+" }
        let isLine = release.utf8.count { $0 == 0x2E } == 1
        self.init(isLine ? "\(release).0" : String(release))
    }

    /// Whether it refuses to say that a queue exists to who may only read and write it: 4.2.6 and 4.3.0 alone ask for the
    /// right to configure it (rabbitmq-server #16085, taken back by #16272). Muster's processes have no such right.
    public var hidesQueues: Bool {
        [Self(major: 4, minor: 2, patch: 6), Self(major: 4, minor: 3, patch: 0)].contains(self)
    }
}
