import Encodings
import Forecast
import NightDesk
import Nights

/// Nights for people.
enum NightText {
    static func night(_ night: NightRecord) -> String {
        var listing = Listing("NIGHT AFTER", "STEP", "STATE", "ROWS", "TIME", "")
        add(night, to: &listing)
        return listing.text(empty: "")
    }

    static func status(_ status: NightStatus) -> String {
        var listing = Listing("NIGHT AFTER", "STEP", "STATE", "ROWS", "TIME", "")
        for night in status.nights { add(night, to: &listing) }
        let next = "The next one is due at \(RFC3339.string(from: status.next))."
        let missing =
            status.overdue.isEmpty
            ? ""
            : "\nNot whole by now: \(status.overdue.map(\.text).joined(separator: ", ")). Run `muster nightly run`."
        return listing.text(empty: "No night has been computed yet.") + "\n\n" + next + missing
    }

    private static func add(_ night: NightRecord, to listing: inout Listing) {
        for (index, step) in night.steps.enumerated() {
            listing.add(
                index == 0 ? night.day.text : "", step.name.rawValue, step.state.rawValue,
                step.state == .done ? "\(step.rows)" : nil, step.seconds.map(span), step.error ?? "")
        }
    }

    private static func span(_ seconds: Double) -> String {
        seconds < 60 ? "\((seconds * 10).rounded() / 10) s" : "\(Int(seconds / 60)) min \(Int(seconds) % 60) s"
    }
}
