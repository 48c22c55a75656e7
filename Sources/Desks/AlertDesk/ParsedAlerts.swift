public import JSON

/// What a body holds: the alerts that can be used, and what is wrong with the others.
public struct ParsedAlerts: Sendable, Hashable {
    /// An alert that cannot be used.
    public struct Rejection: Sendable, Hashable {
        /// Its place in the body, from 0.
        public var index: Int
        /// What is wrong with it.
        public var error: String

        /// As the answer to the request tells it.
        public var json: JSON { ["index": .int(index), "error": .string(error)] }
    }

    /// Alerts in one body at most.
    public static let maximum = 20_000

    /// Those that can be used, in their order.
    public var alerts: [NormalisedAlert] = []
    /// The others.
    public var rejections: [Rejection] = []

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
