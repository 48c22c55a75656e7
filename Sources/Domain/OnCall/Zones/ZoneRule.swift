/// The rule of a zone for all time after its last listed change: the footer of its data, in the notation of POSIX `TZ`
/// with the extensions of RFC 8536, section 3.3.1.
struct ZoneRule: Sendable, Hashable {
    /// A moment of each year, on the wall.
    struct Moment: Sendable, Hashable {
        enum Day: Sendable, Hashable {
            /// `Jn`: 1…365, February 29 is never counted.
            case julian(Int)
            /// `n`: 0…365, February 29 is counted.
            case ordinal(Int)
            /// `Mm.w.d`: the `w`th day `d` (0 is Sunday) of month `m`; week 5 is the last.
            case week(month: Int, week: Int, day: Int)
        }

        var day: Day
        /// Seconds after midnight, −167 to 167 hours.
        var second: Int

        /// Seconds on the wall since 1970-01-01T00:00.
        func wall(in year: Int) -> Int {
            let newYear = CivilDate(year: year, month: 1, day: 1).number
            let number: Int
            switch day {
            case .julian(let day): number = newYear + day - 1 + (CivilDate.isLeap(year) && day >= 60 ? 1 : 0)
            case .ordinal(let day): number = newYear + day
            case .week(let month, let week, let weekday):
                let first = CivilDate(year: year, month: month, day: 1).number
                // 1970-01-01 was a Thursday, 4 when Sunday is 0.
                let firstMatch = first + (weekday - (first + 4)).remainder(by: 7)
                let last = first + CivilDate.days(inMonth: month, of: year) - 1
                number = firstMatch + (week - 1) * 7 > last ? firstMatch + (week - 2) * 7 : firstMatch + (week - 1) * 7
            }
            return number * WallTime.secondsPerDay + second
        }
    }

    /// The other half of the year.
    struct Daylight: Sendable, Hashable {
        /// Seconds ahead of UTC; may be less than the standard offset, as in Ireland's winters.
        var offset: Int
        /// Counted with the standard offset.
        var start: Moment
        /// Counted with this offset.
        var end: Moment
    }

    /// Seconds ahead of UTC.
    var standard: Int
    var daylight: Daylight?

    /// The offset at an instant.
    func offset(at second: Int) -> Int {
        guard daylight != nil else { return standard }
        return changes(around: second, and: second).last { $0.at <= second }?.offset ?? standard
    }

    /// The changes of the years that a span touches, and of the years beside them, in order of time.
    func changes(around start: Int, and end: Int) -> [OffsetChange] {
        guard let daylight else { return [] }
        func year(_ second: Int) -> Int { CivilDate(number: second.floored(by: WallTime.secondsPerDay)).year }
        var changes: [OffsetChange] = []
        for year in (year(start) - 1)...(year(end) + 1) {
            changes.append(OffsetChange(at: daylight.end.wall(in: year) - daylight.offset, offset: standard))
            changes.append(OffsetChange(at: daylight.start.wall(in: year) - standard, offset: daylight.offset))
        }
        // Where daylight time lasts all year its end meets its next start, and the start counts (RFC 8536, 3.3.1).
        func order(_ change: OffsetChange) -> (Int, Int) { (change.at, change.offset == daylight.offset ? 1 : 0) }
        return changes.sorted { order($0) < order($1) }
    }
}
