/// Who is on call when: layers side by side, each with turns of its own.
///
/// The people of all layers are on call together; the first layer's are named first and lead.
public struct Schedule: Sendable, Hashable {
    /// Unique among schedules and rotas.
    public var name: String
    /// IANA name of the zone in which the schedule is shown, and its nights and weekends are counted.
    public var timezone: String
    /// The first line first; at least one.
    public var layers: [ScheduleLayer]
    /// Whether there may be times at which nobody is on call.
    public var allowsGaps: Bool

    /// - Parameters:
    ///   - name: unique among the schedules.
    ///   - timezone: IANA name of the zone in which it is shown.
    ///   - layers: the first line first.
    ///   - allowsGaps: whether there may be times at which nobody is on call.
    public init(name: String, timezone: String, layers: [ScheduleLayer], allowsGaps: Bool = false) {
        self.name = name
        self.timezone = timezone
        self.layers = layers
        self.allowsGaps = allowsGaps
    }

    /// The zones without which nothing can be computed.
    public var zoneNames: Set<String> { Set([timezone] + layers.map(\.timezone)) }

    /// Everybody who takes turns, once, in the order of the layers.
    public var people: [String] {
        var seen: Set<String> = []
        return layers.flatMap(\.members).flatMap(\.self).filter { seen.insert($0.lowercased()).inserted }
    }
}
