/// A deploy-time reference as a playbook writes it: `${{self:custom.slack.SendMessage}}`, `${{ssm:/path~true}}`,
/// `${{cf:stack.Output}}`, `${AWS::Region}`.
public struct SoclessReference: Sendable, Hashable {
    /// What stands before the colon: `self`, `cf`, `ssm`, `env`, `opt`, `file`; `AWS` for `${AWS::Region}`; nothing for
    /// the placeholder of a template, as `${BlockAddressArn}`.
    public let source: String
    /// What stands behind it: `custom.slack.SendMessage`, `Region`.
    public let address: String

    /// A reference.
    /// - Parameters:
    ///   - source: where to look, such as `AWS`.
    ///   - address: what to look for there.
    public init(source: String, address: String) {
        self.source = source
        self.address = address
    }

    /// Reads the inside of a reference; `nil` when it has no source.
    init?(inside text: some StringProtocol) {
        let trimmed = text.drop { $0 == " " }
        guard let colon = trimmed.firstIndex(of: ":"), colon > trimmed.startIndex else { return nil }
        let source = trimmed[..<colon]
        guard source.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "(" || $0 == ")" })
        else {
            return nil
        }
        var address = trimmed[trimmed.index(after: colon)...]
        if source == "AWS", address.hasPrefix(":") { address = address.dropFirst() }
        while address.last == " " { address = address.dropLast() }
        self.init(source: String(source), address: String(address))
    }
}

extension SoclessReference: CustomStringConvertible {
    /// As playbooks write it.
    public var description: String {
        switch source {
        case "": "${\(address)}"
        case "AWS": "${AWS::\(address)}"
        default: "${{\(source):\(address)}}"
        }
    }
}
