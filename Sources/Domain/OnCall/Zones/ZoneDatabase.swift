/// Zone data of one edition: the one source of offsets.
public struct ZoneDatabase: Sendable, Hashable {
    /// The edition, such as `2026b`; `nil` when the data does not say.
    public var version: String?
    /// By IANA name.
    public var zones: [String: Zone]

    /// - Parameters:
    ///   - version: the edition, such as `2026b`; `nil` when the data does not say.
    ///   - zones: by IANA name.
    public init(version: String? = nil, zones: [String: Zone] = [:]) {
        self.version = version
        self.zones = zones
    }

    /// The zone with an IANA name, in capitals and small letters as the database has it; `UTC` is always known.
    public func zone(named name: String) -> Zone? {
        zones[name] ?? (name == "UTC" ? .utc : nil)
    }
}
