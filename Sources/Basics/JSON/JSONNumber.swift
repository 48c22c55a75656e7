/// A JSON number: the text as it was written, compared by what it means.
///
/// `1.0` stays `1.0` and an integer of thirty digits keeps its thirty digits, but `1.0 == 1` and `1e2 == 100`, exactly
/// and without a detour over floating point.
public struct JSONNumber: Sendable {
    private enum Storage {
        /// A whole number whose text is the usual decimal one: needs no text.
        case int64(Int64)
        /// The text of any other number, valid by the grammar.
        case text(String)
    }

    private let storage: Storage

    /// The number of an integer of any width.
    public init(_ value: some BinaryInteger) {
        storage = Int64(exactly: value).map(Storage.int64) ?? .text(String(value))
    }

    /// The shortest number that reads back as this one; `nil` when it is not finite.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        storage = .text("\(value)")
    }

    /// A number whose text the parser has checked.
    init(validText: String) { storage = .text(validText) }

    /// The text, as it was written.
    public var text: String {
        switch storage {
        case .int64(let value): String(value)
        case .text(let text): text
        }
    }

    /// The value, when it is a whole number in the range; `1.0` and `1e3` are whole numbers.
    public var int64: Int64? {
        switch storage {
        case .int64(let value): value
        case .text: decimal.int64
        }
    }

    /// The nearest floating point number; infinite when out of its range.
    public var double: Double {
        switch storage {
        case .int64(let value): Double(value)
        case .text(let text): Double(text) ?? .nan
        }
    }

    /// One text for all numbers of the same value, for canonical output.
    public var canonicalText: String {
        switch storage {
        case .int64(let value): String(value)
        case .text: decimal.text
        }
    }

    private var decimal: JSONDecimal { JSONDecimal(validText: text) }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension JSONNumber: Hashable {
    /// By value: `1.0` equals `1`.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        switch (left.storage, right.storage) {
        case (.int64(let left), .int64(let right)): left == right
        case (.text(let one), .text(let other)) where one == other: true
        default: left.decimal == right.decimal
        }
    }

    /// Equal numbers hash alike, however they are written.
    public func hash(into hasher: inout Hasher) {
        // Every whole number in range hashes as an Int64, however it is written.
        if let int64 {
            hasher.combine(int64)
        } else {
            hasher.combine(decimal)
        }
    }
}

extension JSONNumber: ExpressibleByIntegerLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self.init(value) }
}

extension JSONNumber: CustomStringConvertible {
    /// The text, as it was written.
    public var description: String { text }
}
