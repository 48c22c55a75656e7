import Foundation
import JSON
import OnCall

@testable import RotaImport

/// The instant of `2026-03-29T01:00` in UTC.
func utc(_ text: String) -> Date {
    guard let time = WallTime(text) else { preconditionFailure("\(text) is no time") }
    return Date(timeIntervalSince1970: Double(time.seconds))
}

/// Berlin as it is from 2026 to 2028.
func testZones(_ names: Set<String>) -> ZoneDatabase {
    let berlin = Zone(
        initial: 3600,
        changes: [
            (at: utc("2026-03-29T01:00"), offset: 7200), (at: utc("2026-10-25T01:00"), offset: 3600),
            (at: utc("2027-03-28T01:00"), offset: 7200), (at: utc("2027-10-31T01:00"), offset: 3600),
        ])
    return ZoneDatabase(zones: names.contains("Europe/Berlin") ? ["Europe/Berlin": berlin] : [:])
}

extension ImportedOrganisation {
    /// As it is read on 29 November 2026.
    init(_ answers: [JSON], from system: System) throws {
        try self.init(
            answers.map { $0.text() }.joined(separator: "\n"), from: system, zones: testZones,
            at: utc("2026-11-29T12:00"))
    }
}
