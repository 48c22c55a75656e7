/// What the dates of a series tell of its periods.
struct SeriesDates {
    private let days: [Day]

    /// - Parameter days: in order, each once.
    init(_ days: [Day]) {
        self.days = days
    }

    /// Months when all dates are the first days of months, or all the last; weeks when they are whole weeks apart; days
    /// otherwise.
    var frequency: Frequency {
        if stampsMonths { return .month }
        return days.count > 1 && stampsWeeks ? .week : .day
    }

    /// Whether there is one row for each period, so that it stands for all of it.
    func isRowPer(_ frequency: Frequency) -> Bool {
        switch frequency {
        case .month: stampsMonths
        case .week: stampsWeeks
        case .day: true
        }
    }

    private var stampsMonths: Bool {
        days.allSatisfy { $0 == Period(.month, of: $0).first }
            || days.allSatisfy { $0 == Period(.month, of: $0).last }
    }

    private var stampsWeeks: Bool {
        guard let first = days.first else { return false }
        return days.allSatisfy { ($0.number - first.number) % 7 == 0 }
    }
}
