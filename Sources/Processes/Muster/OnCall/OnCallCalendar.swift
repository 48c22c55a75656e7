import Encodings
import Foundation
import JSON
import OnCall

/// Seven days of a schedule as its zone's wall calendars have them.
struct OnCallCalendar {
    private let name: String
    private let clock: ScheduleClock
    /// The midnights between which the days lie: eight.
    private let midnights: [WallTime]

    init(of schedule: JSON, at moment: Date) throws {
        self.init(
            name: schedule.text(of: "name") ?? "",
            clock: try ScheduleClock(timezone: schedule.text(of: "timezone") ?? "UTC"), at: moment)
    }

    init(name: String, clock: ScheduleClock, at moment: Date) {
        self.name = name
        self.clock = clock
        let now = clock.zone.wallTime(at: moment).seconds
        let midnight = now - (now % 86_400 + 86_400) % 86_400
        midnights = (0...7).map { WallTime(seconds: midnight + $0 * 86_400) }
    }

    /// From the first midnight to the last.
    var span: Range<Date> { clock.zone.instant(of: midnights[0])..<clock.zone.instant(of: midnights[7]) }

    func text(_ page: JSON) -> String {
        let shifts = (page["items"]?.arrayValue ?? []).compactMap(Entry.init)
        var listing = Listing("DAY", "FROM", "UNTIL", "PERSON", "LAYER", "SOURCE")
        for (midnight, next) in zip(midnights, midnights.dropFirst()) {
            let day = clock.zone.instant(of: midnight)..<clock.zone.instant(of: next)
            var label: String? = ScheduleClock.day(midnight)
            for shift in shifts where shift.from < day.upperBound && shift.until > day.lowerBound {
                listing.add(
                    label ?? "", shift.from <= day.lowerBound ? "00:00" : time(shift.from),
                    shift.until >= day.upperBound ? "24:00" : time(shift.until), shift.person, shift.layer, shift.source
                )
                label = nil
            }
        }
        return "\(Plain.line(name)), by the clocks of \(clock.name)\n\n" + listing.text(empty: "There are no shifts.")
    }

    private func time(_ moment: Date) -> String { String(clock.zone.wallTime(at: moment).description.dropFirst(11)) }

    private struct Entry {
        let from: Date
        let until: Date
        let person: String
        let layer: String?
        let source: String

        init?(_ json: JSON) {
            guard let from = json.text(of: "from").flatMap({ RFC3339.date(from: $0) }),
                let until = json.text(of: "until").flatMap({ RFC3339.date(from: $0) })
            else { return nil }
            self.from = from
            self.until = until
            let shadow = json["shadow"]?.boolValue == true ? " (shadow)" : ""
            person = json.text(of: "person").map { $0 + shadow } ?? "nobody"
            layer = json.text(of: "layer")
            source = json.text(of: "person") == nil && layer == nil ? "gap" : json.text(of: "source") ?? ""
        }
    }
}
