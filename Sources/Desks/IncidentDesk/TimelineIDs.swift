import Encodings
import FoundationEssentials
import Incident

/// Ids of timeline entries that are written together: each a millisecond after the one before, so that the order of the
/// ids, which is the order of the timeline, is the order of the entries.
enum TimelineIDs {
    static func make(_ count: Int, at time: Date) -> [UUID] {
        let first = (time.timeIntervalSince1970 * 1000).rounded(.down)
        var random = SystemRandomNumberGenerator()
        return (0..<count).map { index in
            // The middle of the millisecond: no rounding error reaches its ends.
            let middle = (first + Double(index) + 0.5) / 1000
            return UUID.v7(at: Date(timeIntervalSince1970: middle), using: &random)
        }
    }
}
