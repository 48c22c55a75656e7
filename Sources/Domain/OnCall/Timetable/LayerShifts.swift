import FoundationEssentials

/// Where the shifts of a layer come from.
enum LayerShifts: Sendable {
    case turns(LayerTurns)
    case calendar(ScheduleLayer, CalendarShifts, Zone)

    /// The shifts that overlap a span, whole, in order of time.
    func shifts(in span: Range<Date>) -> [Shift] {
        switch self {
        case .turns(let turns): turns.shifts(in: span)
        case .calendar(let layer, let calendar, let zone): calendar.shifts(of: layer, in: span, zone)
        }
    }
}
