import Encodings
import FoundationEssentials

/// An instant on a page: in UTC, which the module turns into the reader's zone.
struct TimeView: Sendable {
    let machine: String
    let shown: String

    init(_ date: Date) {
        machine = RFC3339.string(from: date)
        shown = "\(machine.prefix(10)) \(machine.dropFirst(11).prefix(5)) UTC"
    }
}
