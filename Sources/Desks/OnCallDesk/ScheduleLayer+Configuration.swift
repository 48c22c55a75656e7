import JSON
import OnCall

extension ScheduleLayer {
    /// A layer of turns as `layers` of the configuration have it.
    /// - Parameter timezone: the schedule's, which need not be repeated.
    func configuration(in timezone: String) -> JSON {
        var json: JSONObject = ["name": .string(name)]
        if self.timezone != timezone { json["timezone"] = .string(self.timezone) }
        if case .turns(let rule) = duty {
            json["start"] = .string(rule.anchor.description)
            let lengths = rule.rotation.lengths.map { JSON.string(Self.length($0)) }
            json["turn"] = lengths.count == 1 ? lengths[0] : .array(lengths)
            json["members"] = .array(
                rule.members.map { $0.count == 1 ? .string($0[0]) : $0.isEmpty ? .null : .array($0.map(JSON.string)) })
        }
        if !hours.isEmpty { json["hours"] = .array(hours.map(Self.hours)) }
        if let from { json["from"] = .string(from.description) }
        if let until { json["until"] = .string(until.description) }
        if shadow { json["shadow"] = true }
        return .object(json)
    }

    private static func length(_ seconds: Int) -> String {
        let hours = seconds / 3600
        return hours % 168 == 0 ? "\(hours / 168)w" : hours % 24 == 0 ? "\(hours / 24)d" : "\(hours)h"
    }

    private static func hours(_ hours: DutyHours) -> JSON {
        var json: JSONObject = [:]
        if hours.days.count < Weekday.allCases.count {
            json["days"] = .array(Weekday.allCases.filter(hours.days.contains).map { .string($0.rawValue) })
        }
        json["from"] = .string(time(hours.from))
        json["until"] = .string(time(hours.until))
        return .object(json)
    }

    private static func time(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
    }
}
