/// A version of RabbitMQ, as it says it itself when somebody connects (`connection.start`, server-properties).
public struct BrokerVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 4 of 4.3.0.
    public var major: Int
    /// The 3 of 4.3.0.
    public var minor: Int
    /// The 0 of 4.3.0.
    public var patch: Int

    /// A version by its numbers.
    public init(major: Int, minor: Int, patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads `4.3.0`, also of a preview or a build of one's own (`4.3.0-rc.1`, `4.0.0+2`); `4.3` is `4.3.0`. `nil` for any
    /// other form.
    public init?(_ text: some StringProtocol) {
        let numbers = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".", omittingEmptySubsequences: false)
            .map { part in
                let isNumber = (1...6).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                return isNumber ? Int(part) : nil
            }
        guard (2...3).contains(numbers.count), let major = numbers[0], let minor = numbers[1],
            let patch = numbers.count == 3 ? numbers[2] : 0
        else { return nil }
        self.init(major: major, minor: minor, patch: patch)
    }

    /// Whether it refuses to say that a queue exists to who may only read and write it: 4.2.6 and 4.3.0 alone ask for the
    /// right to configure it (rabbitmq-server #16085, taken back by #16272). Muster's processes have no such right.
    public var hidesQueues: Bool {
        [Self(major: 4, minor: 2, patch: 6), Self(major: 4, minor: 3, patch: 0)].contains(self)
    }

    /// `4.3.0`.
    public var description: String { "\(major).\(minor).\(patch)" }

    /// Order by release.
    public static func < (left: BrokerVersion, right: BrokerVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
