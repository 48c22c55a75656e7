import JSON
import OnCall
import Silencing

extension ConfigurationSection {
    static let maintenance = list(
        "maintenance", of: "maintenance window", max: 500, at: \.maintenance, name: \.name,
        read: MaintenanceWindow.init(configuration:))
}

extension MaintenanceWindow {
    /// Configuration: `name`, `matchers`, `timezone` (IANA), `from` and `until` (`02:00`; 24:00 is the end of the day), `days`
    /// (of the week, on which it begins), `days_of_month` (1 to 31, -1 for the last), `months` (1 to 12) and `reason`.
    ///
    /// A condition that is passed over would make a window longer than it is: unknown keys are refused by lenient readers
    /// too.
    init(configuration reader: JSONReader) throws {
        try reader.object(
            only: "name", "matchers", "timezone", "from", "until", "days", "days_of_month", "months", "reason")
        let days = try reader.optionalArray("days", max: 7).map { try $0.enumeration(of: Weekday.self) }
        let from = try DutyHours.second(try reader.member("from"))
        guard from < 86_400 else {
            throw try reader.member("from").error(expected: "a time before 24:00", found: "`24:00`")
        }
        let hours = DutyHours(
            days: days.isEmpty ? Set(Weekday.allCases) : Set(days), from: from,
            until: try DutyHours.second(try reader.member("until")))
        self.init(
            name: try reader.string("name", length: 1...100), matchers: try reader.matchers("matchers"),
            hours: RecurringHours(
                hours: hours, daysOfMonth: Set(try reader.optionalArray("days_of_month", max: 62).map(Self.dayOfMonth)),
                months: Set(try reader.optionalArray("months", max: 12).map { try $0.int(in: 1...12) })),
            timezone: try reader.string("timezone", length: 1...64),
            reason: try reader.optionalLine("reason", length: 1...200) ?? "")
    }

    private static func dayOfMonth(_ reader: JSONReader) throws -> Int {
        let day = try reader.int(in: -31...31)
        guard day != 0 else { throw reader.error(expected: "1 to 31, or -1 to -31 counted from the end", found: "0") }
        return day
    }
}
