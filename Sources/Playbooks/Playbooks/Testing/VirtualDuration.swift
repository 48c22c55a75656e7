/// Spans of virtual time, as people write them: `90s`, `1h30m`, `2.5s`, `1d`.
enum VirtualDuration {
    private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]

    static func seconds(_ text: String) -> Double? {
        var total = 0.0
        var number = ""
        for character in text where character != " " {
            if let unit = units[character] {
                guard let value = Double(number) else { return nil }
                total += value * unit
                number = ""
            } else {
                guard character.isASCII, character.isWholeNumber || character == "." else { return nil }
                number.append(character)
            }
        }
        guard number.isEmpty, !text.isEmpty, total < 1e9 else { return nil }
        return total
    }

    static func text(_ seconds: Double) -> String {
        var rest = seconds
        var result = ""
        for (unit, size) in [("d", 86_400.0), ("h", 3600), ("m", 60)] where rest >= size {
            result += "\(Int(rest / size))\(unit)"
            rest = rest.truncatingRemainder(dividingBy: size)
        }
        guard rest > 0 || result.isEmpty else { return result }
        let milliseconds = Int((rest * 1000).rounded())
        let fraction = milliseconds % 1000 == 0 ? "" : String(Double(milliseconds % 1000) / 1000).dropFirst()[...]
        return result + "\(milliseconds / 1000)\(fraction)s"
    }
}
