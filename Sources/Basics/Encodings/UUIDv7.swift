public import FoundationEssentials

extension UUID {
    /// Makes a UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then random bits.
    /// - Parameters:
    ///   - time: what the id carries as its time.
    ///   - random: where its 74 random bits come from.
    public static func v7(at time: Date = Date(), using random: inout some RandomNumberGenerator) -> UUID {
        let high = UInt64.random(in: 0...UInt64.max, using: &random)
        let low = UInt64.random(in: 0...UInt64.max, using: &random)
        return v7(at: time, high, low)
    }

    /// Makes the UUIDv7 that time and content determine: the same thing, found again, has the same id.
    /// - Parameters:
    ///   - time: what the id carries as its time.
    ///   - digest: a cryptographic hash of the content, of which 74 bits of the first 16 bytes are taken.
    public static func v7(at time: Date, from digest: [UInt8]) -> UUID {
        let words = [0, 8].map { start in digest.dropFirst(start).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return v7(at: time, words[0], words[1])
    }

    private static func v7(at time: Date, _ high: UInt64, _ low: UInt64) -> UUID {
        let milliseconds = UInt64(max(0, time.timeIntervalSince1970 * 1000))
        return UUID(
            uuid: (
                byte(milliseconds, 40), byte(milliseconds, 32), byte(milliseconds, 24), byte(milliseconds, 16),
                byte(milliseconds, 8), byte(milliseconds, 0),
                0x70 | (byte(high, 56) & 0x0F), byte(high, 48),
                0x80 | (byte(low, 56) & 0x3F), byte(low, 48), byte(low, 40), byte(low, 32),
                byte(low, 24), byte(low, 16), byte(low, 8), byte(low, 0)
            ))
    }

    /// Makes a UUIDv7 of the current time with the system's random numbers.
    public static func v7() -> UUID {
        var random = SystemRandomNumberGenerator()
        return v7(using: &random)
    }

    /// The time that a UUIDv7 carries; `nil` for any other version.
    public var timeOfV7: Date? {
        let bytes = uuid
        guard bytes.6 >> 4 == 7, bytes.8 >> 6 == 0b10 else { return nil }
        let milliseconds = [bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5].reduce(UInt64(0)) {
            $0 << 8 | UInt64($1)
        }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

private func byte(_ value: UInt64, _ shift: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: value >> shift)
}
