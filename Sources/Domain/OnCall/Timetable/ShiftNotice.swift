public import FoundationEssentials

/// Something to tell somebody about a shift of theirs.
public struct ShiftNotice: Sendable, Hashable {
    /// How long before the shift.
    public enum Lead: String, Sendable, Hashable, CaseIterable {
        /// Seven times 24 hours before.
        case week
        /// 24 hours before.
        case day
        /// 15 minutes before.
        case soon

        /// Seconds.
        public var seconds: TimeInterval {
            switch self {
            case .week: 7 * 86_400
            case .day: 86_400
            case .soon: 900
            }
        }
    }

    /// How long before the shift.
    public var lead: Lead
    /// The shift; somebody has it.
    public var shift: Shift

    /// A notice of a shift.
    public init(_ lead: Lead, of shift: Shift) {
        self.lead = lead
        self.shift = shift
    }

    /// When it is to be told.
    public var due: Date { shift.from.addingTimeInterval(-lead.seconds) }
}

/// The people who are on call become others.
public struct DutyChange: Sendable, Hashable {
    /// When.
    public var at: Date
    /// Who was on call before, without those who only look on: mail addresses, the first line first.
    public var before: [String]
    /// Who is on call from then on.
    public var after: [String]

    /// A change of duty.
    public init(at time: Date, before: [String], after: [String]) {
        at = time
        self.before = before
        self.after = after
    }
}

extension Timetable {
    /// What became due to be told between two moments, the later one included. Who is on call already, and goes on to be, hears
    /// nothing.
    public func notices(after: Date, through now: Date) -> [ShiftNotice] {
        guard after < now else { return [] }
        return ShiftNotice.Lead.allCases.flatMap { lead -> [ShiftNotice] in
            let (low, high) = (after.addingTimeInterval(lead.seconds), now.addingTimeInterval(lead.seconds))
            return shifts(in: low..<high.addingTimeInterval(1))
                .filter { $0.person != nil && $0.from > low && $0.from <= high && !goesOn($0) }
                .map { ShiftNotice(lead, of: $0) }
        }
    }

    /// The changes of who is on call between two moments, the later one included, in order of time.
    public func dutyChanges(after: Date, through now: Date) -> [DutyChange] {
        guard after < now else { return [] }
        let moments = Set(shifts(in: after..<now.addingTimeInterval(1)).flatMap { [$0.from, $0.until] })
        return moments.filter { $0 > after && $0 <= now }.sorted().compactMap { moment in
            let before = covering(at: moment.addingTimeInterval(-1))
            let after = covering(at: moment)
            return Set(before) == Set(after) ? nil : DutyChange(at: moment, before: before, after: after)
        }
    }

    private func covering(at moment: Date) -> [String] {
        var seen: Set<String> = []
        return onCall(at: moment).filter(\.covers).compactMap(\.person).filter { seen.insert($0.lowercased()).inserted }
    }

    /// Whether its person is on call in the same way right before it.
    private func goesOn(_ shift: Shift) -> Bool {
        onCall(at: shift.from.addingTimeInterval(-1)).contains {
            $0.person?.lowercased() == shift.person?.lowercased() && $0.shadow == shift.shadow
        }
    }
}
