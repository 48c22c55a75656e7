public import Incident

extension AlertMatch {
    /// A condition that an alert does not meet.
    public struct Miss: Sendable, Hashable {
        /// What is asked for and what there is, in words for people: `it asks for team="payments", and the alert has
        /// team="paymnets"`.
        public var text: String
        /// How far what there is lies from what is asked for: letters to change, 0 upwards; a severity counts as four.
        public var distance: Int
    }

    /// The conditions that an alert does not meet, in their order. Labels of its sender's route, which are not kept, are not
    /// looked at.
    public func misses(source: String, severity: AlertSeverity, labels: [String: String]) -> [Miss] {
        var misses: [Miss] = []
        if !sources.isEmpty, !sources.contains(source) {
            misses.append(
                Miss(
                    text: "it is for alerts of \(sources.joined(separator: ", ")), and this one is of \(source)",
                    distance: sources.map { Self.distance($0, source) }.min() ?? 0))
        }
        if severity < minimumSeverity {
            misses.append(
                Miss(
                    text: "it asks for \(minimumSeverity.rawValue) or worse, and the alert is \(severity.rawValue)",
                    distance: 4))
        }
        for (name, wanted) in self.labels.sorted(by: { $0.key < $1.key }) where labels[name] != wanted {
            let found = labels[name]
            // A name that is mistyped is nearer than one that is not there.
            let near = labels.keys.map { ($0, Self.distance($0, name)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
            let has =
                if let found {
                    "\(name)=\"\(found)\""
                } else if let near, near.1 <= 2 {
                    "\(near.0) instead of \(name)"
                } else {
                    "no \(name)"
                }
            misses.append(
                Miss(
                    text: "it asks for \(name)=\"\(wanted)\", and the alert has \(has)",
                    distance: found.map { Self.distance($0, wanted) } ?? min(near?.1 ?? wanted.count, wanted.count)))
        }
        return misses
    }

    /// Letters that are to be added, left out or changed to make one text of the other (Levenshtein); of long texts the first
    /// 64 count.
    static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.prefix(64)), Array(right.prefix(64)))
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let change = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}

extension OrganisationConfiguration {
    /// The route that an alert misses by the least: fewest conditions, then fewest letters; `nil` without routes that open
    /// incidents, and when one takes it.
    public func nearestRoute(
        source: String, severity: AlertSeverity, labels: [String: String]
    ) -> (route: Route, misses: [AlertMatch.Miss])? {
        routes.compactMap { route -> (Route, [AlertMatch.Miss])? in
            guard route.plan != nil else { return nil }
            return (route, route.match.misses(source: source, severity: severity, labels: labels))
        }.min { left, right in
            func weight(_ misses: [AlertMatch.Miss]) -> (Int, Int) {
                (misses.count, misses.map(\.distance).reduce(0, +))
            }
            return weight(left.1) < weight(right.1)
        }.flatMap { $0.1.isEmpty ? nil : ($0.0, $0.1) }
    }
}
