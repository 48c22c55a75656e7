/// Something about the servers themselves went wrong, rather than what is tested.
public struct TestServersError: Error, CustomStringConvertible {
    /// What the tests lack, and how to get it.
    public let description: String

    /// An error with its sentence.
    public init(_ description: String) { self.description = description }
}
