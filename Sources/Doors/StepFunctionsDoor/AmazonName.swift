/// What an ARN names: `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME`, with a version or an alias behind it, or
/// `…:execution:NAME:EXECUTION`. The region is what the caller means by it, the account always the same.
struct AmazonName: Sendable, Hashable, CustomStringConvertible {
    /// There is one account.
    static let account = "000000000000"

    enum Kind: String {
        case stateMachine, execution
    }

    let kind: Kind
    let region: String
    /// The playbook's name.
    let machine: String
    /// The execution's name; the version or alias of a state machine.
    let rest: String?

    init(_ kind: Kind, _ machine: String, _ rest: String? = nil, in region: String) {
        self.kind = kind
        self.region = region
        self.machine = machine
        self.rest = rest
    }

    /// Reads an ARN.
    /// - Throws: `InvalidArn` for a text that is none, or names something else; what is `missing` for another account.
    init(_ text: String, of kind: Kind, missing: (String) -> AWSError) throws(AWSError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2, parts[0] == "arn", parts[2] == "states" else {
            throw .invalidARN("Invalid ARN prefix: \(text.prefix(256))")
        }
        guard parts.count >= 7, parts[1].hasPrefix("aws") else {
            throw .invalidARN("ARN is not well-formed: \(text.prefix(256))")
        }
        guard parts[5] == kind.rawValue else {
            throw .invalidARN("Resource type not valid in this context: \(parts[5].prefix(80))")
        }
        let count = kind == .execution ? 8...8 : 7...8
        guard count.contains(parts.count), parts[6...].allSatisfy({ (1...80).contains($0.utf8.count) }) else {
            throw .invalidARN("ARN is not well-formed: \(text.prefix(256))")
        }
        // A context object names executions without region and account.
        guard [Self.account, ""].contains(parts[4]) else { throw missing(String(text.prefix(256))) }
        self.init(kind, parts[6], parts.count > 7 ? parts[7] : nil, in: parts[3])
    }

    /// The ARN.
    var description: String {
        let name = "arn:aws:states:\(region):\(Self.account):\(kind.rawValue):\(machine)"
        return rest.map { "\(name):\($0)" } ?? name
    }
}
