/// How long turns last, by the clock on the wall: a turn of twelve hours from 21:00 ends at 09:00 also in the night that
/// has an hour more or less.
public struct Rotation: Sendable, Hashable {
    /// Seconds on the wall of one turn after the other, again and again; at least one, each at least an hour.
    public let lengths: [Int]
    private let total: Int

    /// - Parameter lengths: seconds on the wall of the turns of one cycle; at least one, each an hour or more.
    public init(lengths: [Int]) {
        precondition(!lengths.isEmpty && lengths.allSatisfy { $0 >= 3600 }, "a turn lasts an hour or more")
        self.lengths = lengths
        total = lengths.reduce(0, +)
    }

    /// Turns of so many hours.
    public static func hours(_ hours: Int) -> Rotation { Rotation(lengths: [hours * 3600]) }
    /// Turns of so many days.
    public static func days(_ days: Int...) -> Rotation { Rotation(lengths: days.map { $0 * WallTime.secondsPerDay }) }
    /// Turns of so many weeks.
    public static func weeks(_ weeks: Int) -> Rotation { days(weeks * 7) }

    /// Seconds on the wall from the anchor to the start of a turn; turns before the anchor have negative numbers.
    func start(ofTurn turn: Int) -> Int {
        let cycle = turn.floored(by: lengths.count)
        return cycle * total + lengths.prefix(turn - cycle * lengths.count).reduce(0, +)
    }

    /// The turn that lasts when so many seconds have passed on the wall since the anchor.
    func turn(after seconds: Int) -> Int {
        let cycle = seconds.floored(by: total)
        var rest = seconds - cycle * total
        var turn = cycle * lengths.count
        for length in lengths {
            if rest < length { break }
            rest -= length
            turn += 1
        }
        return turn
    }
}
