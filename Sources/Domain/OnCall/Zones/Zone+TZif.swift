extension Zone {
    /// Reads zone data in the format TZif (RFC 8536; RFC 9636 for version 4).
    ///
    /// Of version 2 and later the second block, with times of 64 bits, and the footer count; of version 1 there is only the
    /// first, and the last offset stays.
    /// - Parameter bytes: a whole file.
    /// - Throws: ``ZoneDataError`` for anything that is cut off, out of order or out of range, and for data that counts leap
    ///   seconds ("right" zones), which no clock here does.
    public init(tzif bytes: [UInt8]) throws(ZoneDataError) {
        var reader = TZifReader(bytes: bytes)
        let first = try reader.header()
        guard first.version >= 2 else {
            (initial, changes) = try reader.changes(first, width: 4)
            rule = nil
            return
        }
        try reader.skip(first.length(width: 4))
        let second = try reader.header()
        let block = try reader.changes(second, width: 8)
        let footer = try reader.footer()
        if footer.isEmpty {
            rule = nil
        } else {
            guard let parsed = ZoneRuleParser.rule(footer) else {
                throw ZoneDataError("ends with \"\(footer)\", which is no rule")
            }
            rule = parsed
        }
        (initial, changes) = block
    }
}
