public import JSON

/// What a body holds: the alerts that can be used, and what is wrong with the others.
public struct ParsedAlerts: Sendable, Hashable {
    /// An alert that cannot be used.
    public struct Rejection: Sendable, Hashable {
        /// Its place in the body, from 0.
        public var index: Int
        /// What is wrong with it.
        public var error: String
        /// A body of its format that holds this alert alone.
        package var body: JSON

        /// As the answer to the request tells it.
        public var json: JSON { ["index": .int(index), "error": .string(error)] }
    }

    /// Alerts in one body at most.
    public static let maximum = 20_000

    /// Those that can be used, in their order.
    public var alerts: [NormalisedAlert] = []
    /// The others.
    public var rejections: [Rejection] = []
    /// How many alerts of their group the sender left out of the body; `nil` when its format cannot tell.
    public var omitted: Int?
    /// What is said of alerts that are open already.
    public var changes: [AlertChange] = []
    /// Whether somebody only tries whether the sender reaches us.
    public var isConnectionTest = false

    /// None, or some that can all be used.
    init(alerts: [NormalisedAlert] = []) { self.alerts = alerts }

    /// Changes of alerts that are open already.
    public init(changes: [AlertChange]) { self.changes = changes }

    /// Reads each entry for itself, of which one may hold several alerts.
    init(_ entries: [JSON], read: (JSON) throws -> [NormalisedAlert]) {
        for (index, entry) in entries.enumerated() {
            do {
                alerts += try read(entry)
            } catch {
                rejections.append(Rejection(index: index, error: "\(error)", body: entry))
            }
        }
    }

    /// Reads each entry for itself, so that one bad entry takes no other with it.
    /// - Parameter alone: makes a body of the format with one entry, where an entry is none by itself.
    init(
        _ entries: [JSONReader], alone: (JSON) -> JSON = { $0 }, read: (JSONReader) throws -> NormalisedAlert
    ) {
        alerts.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            do {
                alerts.append(try read(entry))
            } catch {
                rejections.append(Rejection(index: index, error: "\(error)", body: alone(entry.value)))
            }
        }
    }
}
