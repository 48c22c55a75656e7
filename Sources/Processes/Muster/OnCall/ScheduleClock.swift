import Encodings
import Foundation
import JSON
import OnCall
import ZoneFiles

/// The clocks of a schedule's zone, by the zone data of this host; UTC where it has none.
struct ScheduleClock {
    /// What times are written in: `Europe/Berlin`.
    let name: String
    let zone: Zone

    init(timezone: String) throws {
        let found = try ZoneFiles().database(of: [timezone]).zone(named: timezone)
        name = found == nil ? "UTC" : timezone
        zone = found ?? .utc
    }

    static func of(_ schedule: String) async throws -> ScheduleClock {
        let answer = try await API().get(["oncall", schedule])
        return try ScheduleClock(timezone: answer.text(of: "timezone") ?? "UTC")
    }

    /// A member that is a time, on the wall: `Sat 2026-11-28 09:45`.
    func text(_ json: JSON, _ key: String) -> String? {
        json.text(of: key).flatMap { RFC3339.date(from: $0) }.map { text($0) }
    }

    func text(_ time: Date) -> String {
        let wall = zone.wallTime(at: time)
        return "\(Self.day(wall)) \(wall.description.suffix(wall.description.count - 11))"
    }

    /// `Sat 2026-11-28`.
    static func day(_ wall: WallTime) -> String {
        "\(wall.weekday.rawValue.prefix(3).capitalized) \(wall.description.prefix(10))"
    }
}
