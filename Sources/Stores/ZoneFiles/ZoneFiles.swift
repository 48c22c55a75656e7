public import Environment
public import FoundationEssentials
public import OnCall

/// Zone data as this host has it: a folder of TZif files, as Debian's package tzdata lays it out.
public struct ZoneFiles: Sendable {
    /// The variable of the environment that names another folder.
    public static let variable = "MUSTER_ZONEINFO"
    /// Where the folder is when nothing else is said.
    public static let standardDirectory = "/usr/share/zoneinfo"
    /// More than any zone needs.
    private static let limit = 262_144

    /// The folder.
    public let directory: String

    /// - Parameter directory: a folder of TZif files.
    public init(directory: String) { self.directory = directory }

    /// The folder that `MUSTER_ZONEINFO` names, else ``standardDirectory``.
    public init(environment: EnvironmentVariables = .process) {
        self.init(directory: environment.optional(Self.variable) ?? Self.standardDirectory)
    }

    /// The edition, as the first line of `tzdata.zi` says it: `2026b`; `nil` when there is none.
    public var version: String? {
        guard let data = read("tzdata.zi"), let text = String(bytes: data.prefix(64), encoding: .utf8),
            let match = text.prefixMatch(of: /# version ([0-9]{4}[a-z]+(?:-[A-Za-z0-9]+)?)\n/)
        else { return nil }
        return String(match.1)
    }

    /// Another value after an upgrade of the data; `nil` when there is no folder.
    public var changedAt: Date? {
        let places = ["\(directory)/tzdata.zi", directory]
        return places.lazy.compactMap {
            try? FileManager.default.attributesOfItem(atPath: $0)[.modificationDate] as? Date
        }.first
    }

    /// The data of some zones, read now. A name that the folder does not have is left out.
    /// - Throws: ``ZoneFilesError`` when there is no folder, or when a file holds no zone data.
    public func database(of names: Set<String>) throws(ZoneFilesError) -> ZoneDatabase {
        var database = ZoneDatabase(version: version)
        let wanted = names.filter { $0 != "UTC" }
        guard !wanted.isEmpty else { return database }
        guard FileManager.default.fileExists(atPath: directory) else { throw ZoneFilesError(missing: directory) }
        for name in wanted where Self.isName(name) {
            guard let data = read(name) else { continue }
            do {
                database.zones[name] = try Zone(tzif: data)
            } catch {
                throw ZoneFilesError(file: "\(directory)/\(name)", fault: error)
            }
        }
        return database
    }

    private func read(_ name: String) -> [UInt8]? {
        guard let data = try? Data(contentsOf: URL(filePath: "\(directory)/\(name)")), data.count <= Self.limit
        else { return nil }
        return [UInt8](data)
    }

    /// Names as the IANA database gives them: a capital first, which leaves out `localtime`, `posix/…` and `right/…`, and no
    /// way out of the folder.
    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= 64 && name.wholeMatch(of: /[A-Z][A-Za-z0-9_+\-]*(\/[A-Za-z0-9_+\-]+)*/) != nil
    }
}
