/// A name that is no worker's queue.
public struct UnknownQueue: Error, Equatable {
    /// As it was given: it may hold anything.
    public let name: String
    /// The queues that there are.
    public let known: [String]
}
