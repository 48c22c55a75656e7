@testable import OnCall

/// Writes zone data byte by byte, as RFC 8536 section 3 draws it.
struct TZif {
    var version: UInt8 = UInt8(ascii: "2")
    var initial = 0
    /// From an instant on, an offset.
    var changes: [(at: Int, offset: Int)] = []
    var footer = ""
    var leapSeconds = 0

    var bytes: [UInt8] {
        guard version != 0 else { return block(width: 4) }
        // Readers of version 2 pass over the first block: it says something else here.
        let first = TZif(version: version, initial: 12 * 3600, changes: [(0, -3600)]).block(width: 4)
        return first + block(width: 8) + Array("\n\(footer)\n".utf8)
    }

    private func block(width: Int) -> [UInt8] {
        let offsets = [initial] + changes.map(\.offset)
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, leapSeconds, changes.count, offsets.count, 4] { bytes += big(count, 4) }
        for change in changes { bytes += big(change.at, width) }
        bytes += changes.indices.map { UInt8($0 + 1) }
        for offset in offsets { bytes += big(offset, 4) + [0, 0] }
        bytes += Array("ABC\0".utf8)
        for second in 0..<leapSeconds { bytes += big(78_796_800 + second, width) + big(second + 1, 4) }
        return bytes
    }

    private func big(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}

extension Zone {
    /// As Berlin has it since 1996, from a footer alone.
    static func berlin() throws -> Zone {
        try Zone(tzif: TZif(initial: 3600, footer: "CET-1CEST,M3.5.0,M10.5.0/3").bytes)
    }
}
