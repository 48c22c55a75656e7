/// Why a text is no cron line that Muster runs by: what is wrong and what to write instead.
public struct CronFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words for people.
    public let description: String

    init(_ description: String) { self.description = description }
}
