extension String {
    /// The text with `\n` at every line end: CRLF, as Windows and forms of browsers write it, and a CR alone are one each.
    public var withPlainLineEnds: String {
        guard utf8.contains(13) else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte == 13 {
                result.append(10)
            } else if byte != 10 || previous != 13 {
                result.append(byte)
            }
            previous = byte
        }
        return String(decoding: result, as: UTF8.self)
    }
}
