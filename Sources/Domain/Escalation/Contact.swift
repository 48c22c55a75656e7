import Incident

/// Where somebody can be reached, without saying when.
public struct Contact: Sendable, Hashable {
    /// What carries a message there.
    public var channel: ContactRule.Channel
    /// As ``ContactRule/address``.
    public var address: String

    /// A contact as the program has it; nothing is checked.
    public init(_ channel: ContactRule.Channel, _ address: String) {
        self.channel = channel
        self.address = address
    }

    /// What an address of the channel must look like; `nil` when this one does.
    public var expected: String? {
        switch channel {
        case .mail: Person.isAddress(address) ? nil : "a mail address"
        case .sms, .voice:
            address.wholeMatch(of: /\+[1-9][0-9]{6,14}/) == nil ? "a telephone number such as +15550100" : nil
        case .conversation, .webhook: address.isEmpty ? "the conversation or device that a page goes to" : nil
        }
    }

    /// As people read it: `sms to +15550100`.
    public var title: String { "\(channel.rawValue) to \(address)" }
}

extension ContactRule {
    /// Where it goes, without the time.
    public var contact: Contact { Contact(channel, address) }
}
