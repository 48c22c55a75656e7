import CoreMetrics
import Pacing

extension Timer {
    /// Counts a duration `times` times: each message of a batch took as long as the batch.
    func record(_ duration: Duration, times: Int = 1) {
        let nanoseconds = Int64(duration.seconds * 1e9)
        for _ in 0..<times { recordNanoseconds(nanoseconds) }
    }
}
