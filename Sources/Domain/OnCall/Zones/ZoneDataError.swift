/// Why bytes are no zone data that can be used.
public struct ZoneDataError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, to be read after the file's name: "is cut off".
    public let description: String

    init(_ description: String) { self.description = description }
}
