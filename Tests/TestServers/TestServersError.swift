/// Something about the servers themselves went wrong, rather than what is tested.
public struct TestServersError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
