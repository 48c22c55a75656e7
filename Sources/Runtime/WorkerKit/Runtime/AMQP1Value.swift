/// A value in the encoding of AMQP 1.0 (part 1, section 1.6), as far as alerts hold it.
enum AMQP1Value: Sendable, Hashable {
    case text(String)
    case bytes([UInt8])
    case number(Int64)
    case flag(Bool)
    case null
    /// What no alert is made of: fractions, lists, arrays, what is described.
    case other
}

extension AMQP1Value {
    /// Reads values one behind the other. `nil` from any of it: the bytes are not what the encoding says.
    struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        var isAtEnd: Bool { rest.isEmpty }

        /// The next value.
        mutating func value() -> AMQP1Value? {
            guard let code = rest.popFirst(), let content = content(code) else { return nil }
            return Self.value(code, content)
        }

        /// The pairs of a map whose keys are text; a later one of the same name wins.
        /// - Parameter maximum: how many pairs are read; more are no map here.
        mutating func map(maximum: Int) -> [String: AMQP1Value]? {
            guard let code = rest.popFirst(), code == 0xC1 || code == 0xD1, var content = content(code),
                let count = Self.take(code == 0xC1 ? 1 : 4, from: &content).map(Self.unsigned),
                count.isMultiple(of: 2), count / 2 <= UInt64(maximum)
            else { return nil }
            var pairs = Reader(content)
            var map: [String: AMQP1Value] = [:]
            for _ in 0..<Int(count / 2) {
                guard case .text(let name)? = pairs.value(), let value = pairs.value() else { return nil }
                map[name] = value
            }
            return pairs.isAtEnd ? map : nil
        }

        /// What belongs to a constructor: its upper half says how long that is (section 1.6, table of subcategories).
        private mutating func content(_ code: UInt8) -> ArraySlice<UInt8>? {
            switch code >> 4 {
            case 0x4: return []
            case 0x5...0x9: return Self.take(1 << (Int(code >> 4) - 5), from: &rest)
            case 0xA, 0xC, 0xE: return sized(by: 1)
            case 0xB, 0xD, 0xF: return sized(by: 4)
            default: return nil
            }
        }

        private mutating func sized(by width: Int) -> ArraySlice<UInt8>? {
            guard let size = Self.take(width, from: &rest).map(Self.unsigned) else { return nil }
            return Self.take(Int(size), from: &rest)
        }

        private static func value(_ code: UInt8, _ content: ArraySlice<UInt8>) -> AMQP1Value? {
            switch code {
            case 0x40: .null
            case 0x41, 0x42: .flag(code == 0x41)
            case 0x56: .flag(content.first == 1)
            case 0x43, 0x44: .number(0)
            case 0x50, 0x52, 0x53, 0x60, 0x70, 0x80: .number(Int64(clamping: unsigned(content)))
            case 0x51, 0x54, 0x55, 0x61, 0x71, 0x81, 0x83: .number(signed(content))
            case 0xA0, 0xB0: .bytes(Array(content))
            case 0xA1, 0xA3, 0xB1, 0xB3: String(validating: content, as: UTF8.self).map { .text($0) }
            default: .other
            }
        }

        private static func take(_ count: Int, from bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
            guard count <= bytes.count else { return nil }
            defer { bytes = bytes.dropFirst(count) }
            return bytes.prefix(count)
        }

        private static func unsigned(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            bytes.reduce(0) { $0 << 8 | UInt64($1) }
        }

        private static func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
            let unused = 64 - 8 * bytes.count
            return Int64(bitPattern: unsigned(bytes) << UInt64(unused)) >> Int64(unused)
        }
    }
}
