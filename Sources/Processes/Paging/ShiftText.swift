import OnCall

/// What people are told of their shifts.
enum ShiftText {
    static func notice(_ notice: ShiftNotice, _ table: Timetable) -> (subject: String, body: String) {
        let when =
            switch notice.lead {
            case .week: "in a week"
            case .day: "tomorrow"
            case .soon: "in 15 minutes"
            }
        let (name, zone) = (table.schedule.name, table.schedule.timezone)
        let what = notice.shift.shadow ? "look on at" : "are on call for"
        return (
            "You \(what) \(name) \(when)",
            """
            You \(what) \(name):

            From:  \(table.zone.wallTime(at: notice.shift.from)) (\(zone))
            Until: \(table.zone.wallTime(at: notice.shift.until))

            muster oncall show \(name)

            """
        )
    }
}
