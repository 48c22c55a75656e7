import JSON

extension JSONReader {
    /// A span of time as the configuration writes it: `90s`, `5m`, `2h`, `1d`.
    func duration(in range: ClosedRange<Duration>) throws(JSONDecodingError) -> Duration {
        let expected = "how long, such as 90s, 5m, 2h or 1d"
        guard let text = value.stringValue else { throw error(expected: expected) }
        guard let match = text.wholeMatch(of: /([0-9]{1,6})([smhd])/), let number = Int(match.1) else {
            throw error(expected: expected, found: "`\(text)`")
        }
        let unit = ["s": 1, "m": 60, "h": 3600, "d": 86_400][match.2] ?? 1
        let duration = Duration.seconds(number * unit)
        guard range.contains(duration) else {
            let bounds = "\(range.lowerBound.configurationText) to \(range.upperBound.configurationText)"
            throw error(expected: "\(expected), from \(bounds)", found: "`\(text)`")
        }
        return duration
    }
}

extension Duration {
    /// As `JSONReader.duration(in:)` reads it, in the greatest unit without a remainder.
    package var configurationText: String {
        let seconds = components.seconds
        for (unit, length) in [("d", 86_400), ("h", 3600), ("m", 60)] as [(String, Int64)]
        where seconds > 0 && seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}
