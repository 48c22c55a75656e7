/// The position of a piece of work in a distributed trace (W3C Trace Context, `traceparent`).
public struct TraceContext: Sendable, Hashable {
    /// 32 lower-case hexadecimal digits, not all zero.
    public let traceID: String
    /// 16 lower-case hexadecimal digits, not all zero: the span that caused this work.
    public let parentID: String
    /// `sampled` (bit 0) and `random-trace-id` (bit 1); all others are reserved, and not passed on.
    private let flags: UInt8

    /// What the work that a task does belongs to, for whoever calls other systems in it; `nil` outside of any.
    @TaskLocal public static var current: TraceContext?

    /// Reads a `traceparent` header by the rules of Trace Context level 2, section 4.3: of a version above 00 its first four
    /// fields are read, whatever follows them.
    /// - Returns: `nil` for what begins no such header: the trace begins anew.
    public init?(_ traceparent: String) {
        let bytes = Array(traceparent.utf8)
        guard bytes.count >= 55, [2, 35, 52].allSatisfy({ bytes[$0] == UInt8(ascii: "-") }),
            let version = Self.hexadecimal(bytes[0..<2]), version != "ff",
            bytes.count == 55 || (version != "00" && bytes[55] == UInt8(ascii: "-")),
            let traceID = Self.hexadecimal(bytes[3..<35]), traceID.contains(where: { $0 != "0" }),
            let parentID = Self.hexadecimal(bytes[36..<52]), parentID.contains(where: { $0 != "0" }),
            let flags = Self.hexadecimal(bytes[53..<55]).flatMap({ UInt8($0, radix: 16) })
        else { return nil }
        self.init(traceID: traceID, parentID: parentID, flags: flags & 0b11)
    }

    private init(traceID: String, parentID: String, flags: UInt8) {
        self.traceID = traceID
        self.parentID = parentID
        self.flags = flags
    }

    /// The start of a new trace, whose id is random.
    public static func root() -> TraceContext {
        TraceContext(traceID: digits(random()) + digits(random()), parentID: digits(random()), flags: 0b11)
    }

    /// The same trace, with a new span as parent of what follows.
    public func child() -> TraceContext {
        TraceContext(traceID: traceID, parentID: Self.digits(Self.random()), flags: flags)
    }

    /// Whether the caller may have recorded its spans: the flag `sampled`.
    public var isSampled: Bool { flags & 1 == 1 }

    /// The header's text, of version 00.
    public var traceparent: String {
        "00-\(traceID)-\(parentID)-0\(flags)"
    }

    private static func random() -> UInt64 {
        UInt64.random(in: 1...UInt64.max)
    }

    private static func digits(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The text of lower-case hexadecimal digits; `nil` for anything else.
    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String? {
        let isDigit = { (byte: UInt8) in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        return bytes.allSatisfy(isDigit) ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
