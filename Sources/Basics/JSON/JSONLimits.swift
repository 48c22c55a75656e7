/// How much JSON a parser accepts: whoever sends it does not decide about our memory and stack.
public struct JSONLimits: Sendable, Hashable {
    /// Arrays and objects inside each other. Range 1…512, default 64.
    public var depth: Int
    /// Bytes of the whole text. Default 4 MiB.
    public var bytes: Int
    /// Values of all kinds, with those inside others. Default 250,000.
    public var values: Int
    /// Bytes of one string or key, as UTF-8 after its escapes are resolved. Default 1 MiB.
    public var stringBytes: Int
    /// Characters of one number. Default 512. Exponents have nine digits at most in any case.
    public var numberLength: Int

    /// Limits that are the default ones where nothing else is said; `depth` is brought into its range.
    public init(
        depth: Int = 64, bytes: Int = 4 << 20, values: Int = 250_000, stringBytes: Int = 1 << 20,
        numberLength: Int = 512
    ) {
        self.depth = min(max(depth, 1), 512)
        self.bytes = bytes
        self.values = values
        self.stringBytes = stringBytes
        self.numberLength = numberLength
    }

    /// The limits of everything that says nothing else.
    public static let `default` = JSONLimits()
}
