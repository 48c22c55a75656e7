public import FoundationEssentials
import OnCall

/// A schedule that was taken over, moment by moment beside the shifts that the other system lists.
public struct RotaProof: Sendable, Hashable {
    /// A span in which both name others.
    public struct Difference: Sendable, Hashable {
        /// Its start.
        public var from: Date
        /// Its end.
        public var until: Date
        /// Whom the other system lists: mail addresses in order.
        public var listed: [String]
        /// Who is on call here.
        public var own: [String]
    }

    /// The schedule's name.
    public let schedule: String
    /// What was compared; `nil` when nothing is listed that could be.
    public let span: Range<Date>?
    /// At how many moments somebody else may begin or end.
    public let moments: Int
    /// Where both differ, in order of time.
    public let differences: [Difference]
    /// Whether there is something to compare, and no difference.
    public var holds: Bool { span != nil && differences.isEmpty }

    /// 13 weeks.
    static let longest = 91 * 86_400.0

    /// Compares at each moment at which something changes on either side, which is as good as at each second.
    /// - Parameter span: of what is listed; at most 13 weeks of it are compared.
    init(_ schedule: String, _ table: Timetable, listed: [ListedShift], in span: Range<Date>?) {
        self.schedule = schedule
        guard let span, !span.isEmpty else {
            (self.span, moments, differences) = (nil, 0, [])
            return
        }
        let compared = span.lowerBound..<min(span.upperBound, span.lowerBound.addingTimeInterval(Self.longest))
        let own = table.shifts(in: compared).filter { $0.person != nil && !$0.shadow }
        let points = Set(
            [compared.lowerBound] + own.flatMap { [$0.from, $0.until] } + listed.flatMap { [$0.from, $0.until] }
        ).filter { compared.contains($0) }.sorted()
        var differences: [Difference] = []
        for (index, point) in points.enumerated() {
            let end = index + 1 < points.count ? points[index + 1] : compared.upperBound
            let theirs = Set(listed.filter { $0.from <= point && point < $0.until }.map(\.person)).sorted()
            let ours = Set(
                own.filter { $0.from <= point && point < $0.until }.compactMap { $0.person?.lowercased() }
            ).sorted()
            if theirs == ours { continue }
            if let last = differences.last, last.until == point, last.listed == theirs, last.own == ours {
                differences[differences.count - 1].until = end
            } else {
                differences.append(Difference(from: point, until: end, listed: theirs, own: ours))
            }
        }
        self.span = compared
        moments = points.count
        self.differences = differences
    }
}
