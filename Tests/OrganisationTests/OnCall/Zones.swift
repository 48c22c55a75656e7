import OnCall

extension ZoneDatabase {
    /// Berlin from a footer alone, as RFC 8536 draws it: two blocks with one offset, and the rule.
    static func berlin() throws -> ZoneDatabase {
        let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        let block = header + counts + [0, 0, 0x0E, 0x10, 0, 0] + Array("CET\0".utf8)
        let zone = try Zone(tzif: block + block + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8))
        return ZoneDatabase(version: "2026b", zones: ["Europe/Berlin": zone])
    }
}
