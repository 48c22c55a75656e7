import FoundationEssentials

@testable import OnCall

/// The instant of `2026-03-29T01:00` in UTC.
func utc(_ text: String) -> Date {
    guard let time = WallTime(text) else { preconditionFailure("\(text) is no time") }
    return Date(timeIntervalSince1970: Double(time.seconds))
}

/// `2026-03-29T01:00` on a wall.
func wall(_ text: String) -> WallTime {
    guard let time = WallTime(text) else { preconditionFailure("\(text) is no time") }
    return time
}

extension Date {
    /// In UTC, as ``utc(_:)`` reads it.
    var inUTC: String { WallTime(seconds: Int(timeIntervalSince1970)).description }
}

/// The same numbers again in every run (Steele, Lea, Flood: SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
