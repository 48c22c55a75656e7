/// Why something cannot become of a task.
public struct TaskRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to do, in words for people.
    public var description: String
}
