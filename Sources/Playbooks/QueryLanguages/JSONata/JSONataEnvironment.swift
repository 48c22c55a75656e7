/// The time and the randomness that an evaluation sees: both are given, so that it can be repeated.
public struct JSONataEnvironment: Sendable, Hashable {
    /// What `$now` and `$millis` say, in milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64
    /// Where `$random`, `$uuid` and `$shuffle` get their randomness from: equal seeds give equal results.
    public var seed: UInt64

    /// An environment.
    /// - Parameters:
    ///   - milliseconds: the time, since 1970-01-01T00:00:00Z.
    ///   - seed: what randomness comes from.
    public init(milliseconds: Int64, seed: UInt64) {
        self.milliseconds = milliseconds
        self.seed = seed
    }
}

/// A sequence of numbers that a seed determines (SplitMix64: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number
/// Generators").
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The next number from 0 up to and without 1.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
