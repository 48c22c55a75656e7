extension JSON {
    /// Parses one JSON text strictly by RFC 8259, in one pass.
    ///
    /// Refused beyond what the grammar refuses: invalid UTF-8, a byte order mark, surrogates without their other half,
    /// objects with a key twice, and whatever exceeds the limits.
    public static func parse(_ bytes: Span<UInt8>, limits: JSONLimits = .default) throws(JSONError) -> JSON {
        var parser = JSONParser(limits: limits)
        return try parser.document(bytes)
    }

    /// Parses one JSON text; see ``parse(_:limits:)-(Span<UInt8>,_)``.
    public static func parse(_ bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) -> JSON {
        try parse(bytes.span, limits: limits)
    }

    /// Parses one JSON text; see ``parse(_:limits:)-(Span<UInt8>,_)``.
    public static func parse(_ text: String, limits: JSONLimits = .default) throws(JSONError) -> JSON {
        try parse(text.utf8.span, limits: limits)
    }

    /// Parses one JSON text from memory that somebody else owns; nothing of it is kept.
    public static func parse(
        _ bytes: UnsafeRawBufferPointer, limits: JSONLimits = .default
    ) throws(JSONError) -> JSON {
        let bytes = unsafe bytes.bindMemory(to: UInt8.self)
        return try parse(unsafe bytes.span, limits: limits)
    }

    /// Parses one JSON text; see ``parse(_:limits:)-(Span<UInt8>,_)``. Other collections are copied first.
    public static func parse(
        _ bytes: some Collection<UInt8>, limits: JSONLimits = .default
    ) throws(JSONError) -> JSON {
        try parse(Array(bytes).span, limits: limits)
    }
}
