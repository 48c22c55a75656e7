/// One rung of the retry ladder: how long a message waits in `W.retry.<name>` before it comes back to its worker.
public struct RetryDelay: Hashable, Sendable {
    /// As in names and routing keys: a number and `s`, `m` or `h`.
    public let name: String
    /// 1…604,800,000.
    public let milliseconds: Int

    /// `nil` when the text is no delay from a second to a week.
    public init?(_ name: String) {
        let units: [Character: Int] = ["s": 1000, "m": 60_000, "h": 3_600_000]
        guard let unit = name.last.flatMap({ units[$0] }), let count = Int(name.dropLast()), count > 0,
            count <= 604_800_000 / unit, String(count) == name.dropLast()
        else { return nil }
        self.name = name
        milliseconds = count * unit
    }

    /// The time the message waits.
    public var duration: Duration { .milliseconds(milliseconds) }
}
