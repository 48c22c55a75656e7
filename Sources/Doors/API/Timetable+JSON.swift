import FoundationEssentials
import JSON
import OnCall
import Organisation

extension Timetable {
    /// How far ahead gaps and coverage are told.
    private static let horizon = 14 * 86_400.0

    /// The schedule as it is at a moment, with the gaps and the coverage of the 14 days from there.
    /// - Parameter calendars: what its layers take from calendars, by their names.
    func json(at moment: Date, calendars: [String: LayerCalendar]) -> JSON {
        let ahead = moment..<moment.addingTimeInterval(Self.horizon)
        return [
            "name": .string(schedule.name), "timezone": .string(schedule.timezone), "at": moment.json,
            "on_call": .array(onCall(at: moment).map(\.presence)), "next": .array(next(after: moment).map(\.presence)),
            "gaps": .array(gaps(in: ahead).map(\.json)), "coverage": .percentage(coverage(in: ahead)),
            "calendars": .array(schedule.layers.compactMap { calendars[$0.name]?.json(of: $0.name) }),
        ]
    }
}

extension LayerCalendar {
    /// How reading it goes; times are null before it was read.
    fileprivate func json(of layer: String) -> JSON {
        [
            "layer": .string(layer), "source": .string(reference), "read_at": readAt?.json ?? .null,
            "checked_at": checkedAt?.json ?? .null, "problems": .array(problems.map(JSON.string)),
        ]
    }
}

extension Shift {
    /// The shift; `person` is null when nobody has it, `layer` outside of all layers.
    var json: JSON {
        [
            "person": person.map(JSON.string) ?? .null, "from": from.json, "until": until.json,
            "layer": layer.map(JSON.string) ?? .null, "source": .string(source.rawValue), "shadow": .bool(shadow),
        ]
    }
}

extension Shift {
    /// The same of somebody who is on call now or next.
    fileprivate var presence: JSON {
        [
            "person": person.map(JSON.string) ?? .null, "since": from.json, "until": until.json,
            "layer": layer.map(JSON.string) ?? .null, "source": .string(source.rawValue), "shadow": .bool(shadow),
        ]
    }
}

extension Range<Date> {
    /// A span without anybody.
    var json: JSON { ["from": lowerBound.json, "until": upperBound.json] }
}

extension Load {
    /// What a person carries, in seconds and in nights and weekends.
    var json: JSON {
        [
            "person": .string(person), "on_call_seconds": .int(Int(onCall.components.seconds)), "nights": .int(nights),
            "weekends": .int(weekends), "weighted_seconds": .int(Int(weighted.components.seconds)),
        ]
    }
}

extension JSON {
    /// 0 to 100 with two decimals, rounded down: what is not covered never shows as 100.
    static func percentage(_ value: Double) -> JSON { .double((value * 100).rounded(.down) / 100) }
}
