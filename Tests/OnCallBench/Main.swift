import FoundationEssentials
import OnCall

/// Measures how long a schedule of four layers is asked for all shifts of a year: `OnCallBench` prints the median of its runs
/// in milliseconds and how many shifts there are, as JSON; `OnCallBench calendar` prints the same shifts as an iCalendar file
/// of recurring events, for what this is compared to.
@main
enum OnCallBench {
    private static let runs = 200
    private static let zoneFiles = "/usr/share/zoneinfo"

    static func main() throws {
        let schedule = try TestSchedule()
        guard CommandLine.arguments.dropFirst().first != "calendar" else { return print(schedule.calendar) }
        let names = schedule.layers.map(\.zone)
        var zones: [String: Zone] = [:]
        for name in names {
            zones[name] = try Zone(tzif: Array(Data(contentsOf: URL(filePath: "\(zoneFiles)/\(name)"))))
        }
        let timetable = try Timetable(schedule.schedule, zones: ZoneDatabase(zones: zones))
        var times: [Duration] = []
        var shifts = 0
        for _ in 0..<runs {
            times.append(ContinuousClock().measure { shifts = timetable.shifts(in: schedule.year).count })
        }
        let median = times.sorted()[runs / 2]
        print("{\"milliseconds\": \(median / .milliseconds(1)), \"shifts\": \(shifts)}")
    }
}
