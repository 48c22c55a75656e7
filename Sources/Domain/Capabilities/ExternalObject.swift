/// Something that a provider made for an incident.
public struct ExternalObject: Sendable, Hashable {
    /// What the provider calls it.
    public var externalID: String
    /// Where people open it.
    public var url: String?
    /// Where mail reaches it: the address of a group.
    public var address: String?

    /// What a provider answered of an object.
    public init(externalID: String, url: String? = nil, address: String? = nil) {
        self.externalID = externalID
        self.url = url
        self.address = address
    }
}
