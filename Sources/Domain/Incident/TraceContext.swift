/// The position of a piece of work in a distributed trace (W3C Trace Context, `traceparent`).
public struct TraceContext: Sendable, Hashable {
    /// 32 lower-case hexadecimal digits, not all zero.
    public let traceID: String
    /// 16 lower-case hexadecimal digits, not all zero: the span that caused this work.
    public let parentID: String
    /// Whether the caller may have recorded its spans: the flag `sampled`.
    public let isSampled: Bool

    /// Reads a `traceparent` header; `nil` when it is not of version 00's form.
    public init?(_ traceparent: String) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard traceparent.utf8.count == 55, parts.count == 4, parts[0] == "00",
            isHexadecimal(parts[1], digits: 32), isHexadecimal(parts[2], digits: 16),
            isHexadecimal(parts[3], digits: 2),
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" }),
            let flags = UInt8(parts[3], radix: 16)
        else { return nil }
        traceID = String(parts[1])
        parentID = String(parts[2])
        isSampled = flags & 1 == 1
    }

    private init(traceID: String, parentID: String, isSampled: Bool) {
        self.traceID = traceID
        self.parentID = parentID
        self.isSampled = isSampled
    }

    /// The start of a new trace.
    public static func root() -> TraceContext {
        TraceContext(
            traceID: hexadecimal(random()) + hexadecimal(random()), parentID: hexadecimal(random()), isSampled: true)
    }

    /// The same trace, with a new span as parent of what follows.
    public func child() -> TraceContext {
        TraceContext(traceID: traceID, parentID: hexadecimal(TraceContext.random()), isSampled: isSampled)
    }

    /// The header's text.
    public var traceparent: String {
        "00-\(traceID)-\(parentID)-\(isSampled ? "01" : "00")"
    }

    private static func random() -> UInt64 {
        UInt64.random(in: 1...UInt64.max)
    }
}

private func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}

private func isHexadecimal(_ text: Substring, digits: Int) -> Bool {
    text.utf8.count == digits
        && text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
}
