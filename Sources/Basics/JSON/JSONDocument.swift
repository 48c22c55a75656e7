/// A parsed JSON text that still knows where each value stood, for tools that name line and column.
public struct JSONDocument: Sendable {
    /// The value of the whole text.
    public let root: JSON
    private let bytes: [UInt8]
    private let offsets: [JSONPointer: Int]

    /// Parses as ``JSON/parse(_:limits:)`` does, and keeps the places.
    public init(_ bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
        var parser = JSONParser(limits: limits)
        parser.recorder = JSONPositionRecorder()
        root = try parser.document(bytes.span)
        offsets = parser.recorder?.offsets ?? [:]
        self.bytes = bytes
    }

    /// Parses as ``JSON/parse(_:limits:)`` does, and keeps the places.
    public init(_ text: String, limits: JSONLimits = .default) throws(JSONError) {
        try self.init(Array(text.utf8), limits: limits)
    }

    /// The value that a pointer names.
    public subscript(pointer: JSONPointer) -> JSON? { root[pointer: pointer] }

    /// Where the value that a pointer names begins; `nil` when there is none.
    public func position(of pointer: JSONPointer) -> JSONPosition? {
        offsets[pointer].map { JSONPosition(offset: $0, in: bytes.span) }
    }
}
