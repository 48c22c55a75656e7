/// Reads the parts of a TZif file, each in its turn.
struct TZifReader {
    /// What a block consists of (RFC 8536, section 3.1).
    struct Header {
        /// 1 for files that do not say.
        let version: Int
        let universalIndicators: Int
        let standardIndicators: Int
        let leapSeconds: Int
        let times: Int
        let types: Int
        let characters: Int

        /// How many bytes follow, with times of so many bytes.
        func length(width: Int) -> Int {
            times * width + times + types * 6 + characters + leapSeconds * (width + 4) + standardIndicators
                + universalIndicators
        }
    }

    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func header() throws(ZoneDataError) -> Header {
        guard bytes.count - position >= 44 else { throw ZoneDataError("is cut off") }
        guard bytes[position..<position + 4].elementsEqual("TZif".utf8) else {
            throw ZoneDataError("does not begin with TZif")
        }
        let version = bytes[position + 4]
        guard version == 0 || (UInt8(ascii: "2")...UInt8(ascii: "9")).contains(version) else {
            throw ZoneDataError("has the unknown version \(version)")
        }
        position += 20
        let counts = [try count(), try count(), try count(), try count(), try count(), try count()]
        guard counts[4] > 0 else { throw ZoneDataError("knows no offset") }
        return Header(
            version: version == 0 ? 1 : Int(version - UInt8(ascii: "0")), universalIndicators: counts[0],
            standardIndicators: counts[1], leapSeconds: counts[2], times: counts[3], types: counts[4],
            characters: counts[5])
    }

    /// A count of 32 bits; files are small.
    private mutating func count() throws(ZoneDataError) -> Int {
        let count = try integer(4)
        guard (0...bytes.count).contains(count) else { throw ZoneDataError("is cut off") }
        return count
    }

    /// A signed integer in network order.
    private mutating func integer(_ width: Int) throws(ZoneDataError) -> Int {
        guard bytes.count - position >= width else { throw ZoneDataError("is cut off") }
        var value = UInt64(bitPattern: bytes[position] & 0x80 == 0 ? 0 : -1)
        for byte in bytes[position..<position + width] { value = value << 8 | UInt64(byte) }
        position += width
        return Int(Int64(bitPattern: value))
    }

    mutating func skip(_ count: Int) throws(ZoneDataError) {
        guard bytes.count - position >= count else { throw ZoneDataError("is cut off") }
        position += count
    }

    /// The offset before the first change, and the changes of a block.
    mutating func changes(
        _ header: Header, width: Int
    ) throws(ZoneDataError) -> (initial: Int, changes: [OffsetChange]) {
        guard header.leapSeconds == 0 else { throw ZoneDataError("counts leap seconds; use zone data without them") }
        guard bytes.count - position >= header.length(width: width) else { throw ZoneDataError("is cut off") }
        var times: [Int] = []
        for _ in 0..<header.times {
            let time = try integer(width)
            if let last = times.last, last >= time { throw ZoneDataError("has times out of order") }
            times.append(time)
        }
        let indices = bytes[position..<position + header.times].map(Int.init)
        try skip(header.times)
        var offsets: [Int] = []
        for _ in 0..<header.types {
            let offset = try integer(4)
            // RFC 8536, section 3.2: −25 to 26 hours, without the ends.
            guard (-89_999...93_599).contains(offset) else { throw ZoneDataError("has an offset of \(offset) seconds") }
            offsets.append(offset)
            try skip(2)
        }
        try skip(header.characters + header.standardIndicators + header.universalIndicators)
        var changes: [OffsetChange] = []
        for (time, index) in zip(times, indices) {
            guard index < offsets.count else { throw ZoneDataError("refers to an offset that it does not list") }
            changes.append(OffsetChange(at: time, offset: offsets[index]))
        }
        return (offsets[0], changes)
    }

    /// The rule between two line feeds at the end.
    mutating func footer() throws(ZoneDataError) -> String {
        let newline = UInt8(ascii: "\n")
        guard position < bytes.count, bytes[position] == newline,
            let end = bytes[(position + 1)...].firstIndex(of: newline)
        else { throw ZoneDataError("has no footer") }
        return String(decoding: bytes[position + 1..<end], as: UTF8.self)
    }
}
