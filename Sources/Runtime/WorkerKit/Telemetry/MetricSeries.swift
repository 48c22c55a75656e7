/// One series of a family.
protocol MetricSeries: Sendable {
    func lines(_ name: String, _ labels: [String: String]) -> [String]
}

/// Labels in Prometheus' notation, sorted by name.
func prometheusLabels(_ labels: [String: String]) -> String {
    if labels.isEmpty { return "" }
    let pairs = labels.sorted { $0.key < $1.key }.map { key, value in
        var escaped = ""
        for character in value {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return "\(key)=\"\(escaped)\""
    }
    return "{\(pairs.joined(separator: ","))}"
}
