import Encodings
import FoundationEssentials

extension Date {
    /// The seconds since 1970-01-01 that have passed whole: costs are counted in these, and not in fractions.
    var wholeSeconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }

    init(wholeSeconds: Int64) { self.init(timeIntervalSince1970: Double(wholeSeconds)) }

    /// As problems say it.
    var timestamp: String { RFC3339.string(from: self) }
}
