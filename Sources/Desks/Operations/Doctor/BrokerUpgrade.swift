public import AMQP
public import BrokerTopology
public import Encodings

/// What would be different for this installation on another release of RabbitMQ, line by line, each with its source. Pure:
/// everything that it knows of the broker was looked at before.
public struct BrokerUpgrade: Sendable {
    /// The newest line whose release notes were read for this.
    public static let newest = BrokerVersion(major: 4, minor: 3, patch: 0)

    /// A difference: since when, and what it means for what is installed.
    struct Rule: Sendable {
        /// The first release with it.
        let since: BrokerVersion
        let check: @Sendable (BrokerUpgrade) -> Check

        init(_ major: Int, _ minor: Int, _ patch: Int = 0, _ check: @escaping @Sendable (BrokerUpgrade) -> Check) {
            since = BrokerVersion(major: major, minor: minor, patch: patch)
            self.check = check
        }
    }

    let installation: BrokerInstallation
    let topology: Topology
    let current: BrokerVersion
    let target: BrokerVersion
    /// Whether the target is a line (`4.3`) and not one of its releases.
    let isLine: Bool

    /// - Parameters:
    ///   - installation: the broker as it is.
    ///   - topology: what Muster declares there.
    ///   - target: `4.3`, or a release such as `4.3.7`.
    /// - Throws: ``OperationsError`` for a target that is none, that is older, or that nobody has read the notes of.
    public init(_ installation: BrokerInstallation, topology: Topology, to target: String) throws {
        guard let wanted = BrokerVersion(ofBroker: target) else {
            throw OperationsError("`\(target)` is no version of RabbitMQ. Give a line or a release: 4.3, 4.3.7.")
        }
        guard let current = BrokerVersion(ofBroker: installation.version) else {
            throw OperationsError("The broker's version is `\(installation.version)`, which is none of RabbitMQ's.")
        }
        let newest = Self.newest
        guard (wanted.major, wanted.minor) <= (newest.major, newest.minor) else {
            throw OperationsError(
                """
                This release of Muster knows RabbitMQ up to \(newest.major).\(newest.minor). Read the release notes of \
                \(wanted).
                """)
        }
        isLine = target.split(separator: ".").count == 2
        guard isLine ? (wanted.major, wanted.minor) >= (current.major, current.minor) : wanted >= current else {
            throw OperationsError("The broker is RabbitMQ \(current); it does not go back to \(target).")
        }
        self.installation = installation
        self.topology = topology
        self.current = current
        self.target = wanted
    }

    /// What would be different, what it means here, and what to do where it means something.
    public var checks: [Check] {
        let end = isLine ? BrokerVersion(major: target.major, minor: target.minor, patch: .max) : target
        let rules = Self.rules.filter { current < $0.since && $0.since <= end }
        return [way, flags, erlang] + rules.map { $0.check(self) }
    }

    /// From release line to release line: a node refuses the data of one that is too old.
    private var way: Check {
        let lines = ["3.10", "3.11", "3.12", "3.13", "4.2", "4.3"].compactMap { BrokerVersion(ofBroker: $0) }
        let between = lines.filter { $0 > current && ($0.major, $0.minor) < (target.major, target.minor) }
            .map { "\($0.major).\($0.minor)" }
        let name = isLine ? "\(target.major).\(target.minor)" : "\(target)"
        guard !between.isEmpty else { return .well("way", "\(current) to \(name) in place") }
        return .wrong(
            "way", "\(current) to \(name) goes through \(between.joined(separator: ", ")) (4.0.1, 4.2.0, 4.3.0 notes)",
            fix: """
                Upgrade line by line, or make a new broker beside this one: `muster topology apply` there, let the old \
                queues run empty, move MUSTER_AMQP_URL, then `muster events republish --since …`.
                """)
    }

    private var flags: Check {
        installation.disabledFlags.isEmpty
            ? .well("feature flags", "all stable ones are enabled, as 4.0.1 and 4.3.0 ask for")
            : .wrong(
                "feature flags",
                "not enabled: \(installation.disabledFlags.sorted().joined(separator: ", ")) (4.0.1, 4.3.0 notes)",
                fix: "rabbitmqctl enable_feature_flag all, before each step of the upgrade.")
    }

    private var erlang: Check {
        let needed = target.major < 4 ? 25 : target >= Self.newest ? 27 : 26
        let major = installation.erlang.split(separator: ".").first.flatMap { Int($0) } ?? 0
        return major >= needed
            ? .well("Erlang", "\(installation.erlang) is new enough")
            : .wrong(
                "Erlang", "\(installation.erlang); it takes \(needed) (4.0.1: 26.2, 4.3.3: 27.0 notes)",
                fix: "Upgrade Erlang/OTP to \(needed) with the broker.")
    }

    /// A check that is wrong when anything of the virtual host is concerned.
    func concerning(_ name: String, _ found: [String], none: String, fix: String, source: String) -> Check {
        found.isEmpty
            ? .well(name, "\(none) (\(source))")
            : .wrong(name, "\(found.sorted().joined(separator: ", ")) (\(source))", fix: fix)
    }

    /// Queues with one of these arguments.
    func queues(with arguments: Set<String>) -> [String] {
        installation.queues.filter { !$0.arguments.isDisjoint(with: arguments) }.map(\.name)
    }
}
