/// How much one template may take: whoever writes playbooks does not decide about our time and memory.
public struct TemplateLimits: Sendable, Hashable {
    /// Characters of one template. Default 256 Ki.
    public var source: Int
    /// Evaluated nodes, iterations and compared or printed values. Default 1,000,000.
    public var steps: Int
    /// Characters and values that are made on the way, together. Default 4 Mi.
    public var size: Int
    /// Calls, nodes and values inside each other. Range 1…200, default 100.
    public var depth: Int

    /// Limits that are the default ones where nothing else is said.
    public init(source: Int = 256 << 10, steps: Int = 1_000_000, size: Int = 4 << 20, depth: Int = 100) {
        self.source = source
        self.steps = steps
        self.size = size
        self.depth = min(max(depth, 1), 200)
    }

    /// The limits of everything that says nothing else.
    public static let `default` = TemplateLimits()
}
