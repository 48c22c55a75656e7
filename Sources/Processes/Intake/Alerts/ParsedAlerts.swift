import JSON

/// What a body holds: the alerts that can be used, and what is wrong with the others.
struct ParsedAlerts: Sendable, Hashable {
    /// An alert that cannot be used.
    struct Rejection: Sendable, Hashable {
        /// Its place in the body, from 0.
        var index: Int
        var error: String

        var json: JSON { ["index": .int(index), "error": .string(error)] }
    }

    /// Alerts in one body at most.
    static let maximum = 20_000

    var alerts: [NormalisedAlert] = []
    var rejections: [Rejection] = []

    /// Reads each entry for itself, so that one bad entry takes no other with it.
    init(_ entries: [JSONReader], read: (JSONReader) throws -> NormalisedAlert) {
        alerts.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            do {
                alerts.append(try read(entry))
            } catch {
                rejections.append(Rejection(index: index, error: "\(error)"))
            }
        }
    }
}
