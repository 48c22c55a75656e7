import Environment
import Foundation
import OnCall
import Testing
import ZoneFiles

@Suite struct ZoneFilesTests {
    /// A folder with a zone of version 1, five and a half hours east, a file that is no zone, and one outside.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let folder = root.appending(path: "zones")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "Asia"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        let zone =
            Data("TZif".utf8) + Data(count: 16) + Data(counts) + Data([0, 0, 0x4D, 0x58, 0, 0]) + Data("IST\0".utf8)
        try zone.write(to: folder.appending(path: "Asia/Kolkata"))
        try zone.write(to: folder.appending(path: "localtime"))
        try zone.write(to: root.appending(path: "Outside"))
        try Data("# tz zone descriptions".utf8).write(to: folder.appending(path: "Notes"))
        try Data("# version 2026b\n# ddeps backzone\n".utf8).write(to: folder.appending(path: "tzdata.zi"))
        try body(folder.path)
    }

    @Test func readsTheZonesThatAreAskedFor() throws {
        try withFolder { folder in
            let database = try ZoneFiles(directory: folder).database(of: ["Asia/Kolkata", "Asia/Calcutto", "UTC"])
            #expect(database.version == "2026b")
            #expect(database.zone(named: "Asia/Kolkata")?.offset(at: Date(timeIntervalSince1970: 0)) == 19_800)
            #expect(database.zone(named: "UTC") == .utc)
            #expect(database.zone(named: "Asia/Calcutto") == nil)
        }
    }

    @Test func whatIsNoNameOfAZoneIsNotRead() throws {
        try withFolder { folder in
            for name in ["localtime", "../Outside", "/etc/passwd", "Asia/../Asia/Kolkata", "Asia", "", "asia/kolkata"] {
                let zones = try ZoneFiles(directory: folder).database(of: [name]).zones
                #expect(zones.isEmpty, "\(name)")
            }
        }
    }

    @Test func whatCannotBeUsedIsSaidWithWhatToDo() throws {
        try withFolder { folder in
            let fault = #expect(throws: ZoneFilesError.self) {
                try ZoneFiles(directory: folder).database(of: ["Notes"])
            }
            #expect(fault?.description.hasPrefix("\(folder)/Notes") == true)
        }
        let missing = #expect(throws: ZoneFilesError.self) {
            try ZoneFiles(directory: "/nowhere/zoneinfo").database(of: ["Europe/Berlin"])
        }
        #expect(missing?.description.contains("/nowhere/zoneinfo. Install the package tzdata") == true)
        #expect(throws: Never.self) { try ZoneFiles(directory: "/nowhere/zoneinfo").database(of: ["UTC"]) }
    }

    @Test func theEnvironmentNamesTheFolder() {
        #expect(ZoneFiles(environment: EnvironmentVariables([:])).directory == "/usr/share/zoneinfo")
        #expect(
            ZoneFiles(environment: EnvironmentVariables(["MUSTER_ZONEINFO": "/srv/zones"])).directory == "/srv/zones")
    }
}
