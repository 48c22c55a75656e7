public import JSON

/// What bodies of alerts may hold, whatever their format.
public enum AlertBody {
    /// Most bytes.
    public static let sizeLimit = 4 << 20
    /// Their depth, bytes and values.
    public static let limits = JSONLimits(depth: 32, bytes: sizeLimit, values: 500_000)
}
