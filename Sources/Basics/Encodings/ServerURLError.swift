/// Why a text is no address of a server. Holds nothing of the text, which may contain a password.
public struct ServerURLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, to follow "the address is wrong: ".
    public let description: String

    init(_ description: String) { self.description = description }
}
