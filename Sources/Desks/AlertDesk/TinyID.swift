import Encodings
public import FoundationEssentials

/// The short number of an alert, which senders of Opsgenie may name it by: its id up to the fraction of the millisecond in
/// which it came.
public enum TinyID {
    /// The number of an alert.
    public static func text(of id: UUID) -> String {
        let bytes = bytes(of: id)
        let time = bytes[..<6].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return String(time << 12 | UInt64(bytes[6] & 0x0F) << 8 | UInt64(bytes[7]))
    }

    /// The ids that an alert with this number can have; `nil` for a text that is no such number.
    public static func ids(_ text: String) -> ClosedRange<UUID>? {
        guard let number = UInt64(text), number < 1 << 60 else { return nil }
        let time = number >> 12
        var start = (0..<6).map { UInt8(truncatingIfNeeded: time >> (UInt64(5 - $0) * 8)) }
        start += [0x70 | UInt8(number >> 8 & 0x0F), UInt8(number & 0xFF)]
        return uuid(start + [0x80, 0, 0, 0, 0, 0, 0, 0])...uuid(start + [0xBF] + [UInt8](repeating: 0xFF, count: 7))
    }

    private static func bytes(of id: UUID) -> [UInt8] {
        let u = id.uuid
        return [
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ]
    }

    private static func uuid(_ b: [UInt8]) -> UUID {
        UUID(
            uuid: (
                b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]
            ))
    }
}
