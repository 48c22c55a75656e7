extension JSONataDatePicture {
    /// The instant that a text is, in milliseconds since 1970-01-01T00:00:00Z; `nil` when it does not fit the picture.
    func parse(_ text: String, _ machine: JSONataMachine) throws(JSONataError) -> Double? {
        var pattern = "^"
        for part in parts { pattern += "(" + (try Self.pattern(part)) + ")" }
        guard let expression = try? RegularExpression(parsing: pattern + "$", options: .ignoresCase) else { return nil }
        let subject = RegularExpression.Subject(text)
        let found: RegularExpression.Match?
        do throws(EvaluationError) {
            found = try expression.firstMatch(in: subject, steps: &machine.steps)
        } catch {
            throw JSONataError(error)
        }
        guard let found else { return nil }
        var components: [Character: Int] = [:]
        for (index, part) in parts.enumerated() {
            guard case .marker(let marker) = part, let range = found.group(index + 1) else { continue }
            guard let value = try Self.value(of: marker, subject.text(range)) else { return nil }
            components[marker.component] = value
        }
        return components.isEmpty ? nil : try Self.instant(components, now: machine.environment.milliseconds)
    }

    private static func pattern(_ part: Part) throws(JSONataError) -> String {
        switch part {
        case .literal(let literal):
            return literal.map { ".*+?^${}()|[]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        case .marker(let marker):
            if marker.component == "Z" || marker.component == "z" {
                let separator = marker.integer?.regularSeparator.map { "\\\(Character($0))[0-9]+" } ?? ""
                return (marker.component == "z" ? "GMT" : "") + "[-+][0-9]+" + separator
                    + (marker.isTraditional ? "|Z" : "")
            }
            if let integer = marker.integer { return try integer.pattern(width: marker.parsedWidth) }
            guard "MxFP".contains(marker.component) else {
                throw JSONataError("D3133", ["value": JSONataText.quoted(String(marker.component))])
            }
            return "[a-zA-Z]+"
        }
    }

    private static func value(of marker: Marker, _ text: String) throws(JSONataError) -> Int? {
        switch marker.component {
        case "Z", "z": return zone(marker, text)
        case "P": return ["am": 0, "pm": 1][text.lowercased()]
        default: break
        }
        if let integer = marker.integer {
            guard let value = try integer.parse(text), abs(value) < 1e9 else { return nil }
            return value.index
        }
        let names = marker.component == "F" ? days : months
        let index = names.firstIndex { name in
            (marker.maximumWidth.map { String(name.prefix($0)) } ?? name).lowercased() == text.lowercased()
        }
        return index.map { $0 + 1 }
    }

    /// The offset in minutes.
    private static func zone(_ marker: Marker, _ text: String) -> Int? {
        var digits = Array((marker.component == "z" ? text.dropFirst(3) : text[...]).unicodeScalars)
        if digits == ["Z"] || digits == ["z"] { return 0 }
        let sign = digits.first == "-" ? -1 : 1
        digits.removeFirst()
        func number(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? { Int(scalars.map { String($0) }.joined()) }
        var hours = digits[...]
        var minutes = ArraySlice<Unicode.Scalar>()
        if let separator = marker.integer?.regularSeparator, let index = digits.firstIndex(of: separator) {
            hours = digits[..<index]
            minutes = digits[(index + 1)...]
        } else if digits.count > 2 {
            hours = digits[..<2]
            minutes = digits[2...]
        }
        guard let hours = number(hours), hours < 10_000, let minutes = minutes.isEmpty ? 0 : number(minutes),
            minutes < 10_000
        else { return nil }
        return sign * (hours * 60 + minutes)
    }

    /// Puts components together; those left of the first that is given are taken from the present, those right of the
    /// last are the least.
    private static func instant(_ given: [Character: Int], now: Int64) throws(JSONataError) -> Double {
        var values = given
        func has(_ names: String) -> Bool { names.contains { given[$0] != nil } }
        func isType(_ some: String, of all: String) -> Bool {
            has(some) && !all.contains { given[$0] != nil && !some.contains($0) }
        }
        let dates = "YXMxWwdD"
        let isCalendar = isType("YMD", of: dates)
        let isDayOfYear = !isCalendar && isType("Yd", of: dates)
        if isType("XxwF", of: dates) || isType("XWF", of: dates) { throw JSONataError("D3136") }
        let isTwelveHours = !isType("Hmsf", of: "PHhmsf") && isType("Phmsf", of: "PHhmsf")
        let present = JSONataCalendar(milliseconds: Int(now))
        var hasStarted = false
        var hasEnded = false
        for name in (isDayOfYear ? "Yd" : "YMD") + (isTwelveHours ? "Phmsf" : "Hmsf") {
            if values[name] != nil {
                if hasEnded { throw JSONataError("D3136") }
                hasStarted = true
            } else if hasStarted {
                values[name] = "MDd".contains(name) ? 1 : 0
                hasEnded = true
            } else {
                values[name] = present.component(name)
            }
        }
        var year = values["Y"] ?? 0
        if year >= 0, year <= 99 { year += 1900 }
        var days =
            isDayOfYear
            ? JSONataCalendar.days(year, 1, 1) + (values["d"] ?? 1) - 1
            : JSONataCalendar.days(year, max(values["M"] ?? 1, 1), 1) + (values["D"] ?? 1) - 1
        var hour = values["H"] ?? 0
        if isTwelveHours { hour = (values["h"] ?? 0) % 12 + (values["P"] == 1 ? 12 : 0) }
        let offset = values["Z"] ?? values["z"] ?? 0
        let minutes = hour * 60 + (values["m"] ?? 0) - offset
        days = min(max(days, -100_000_001), 100_000_001)
        let milliseconds =
            Double(days) * 86_400_000 + Double(minutes) * 60_000 + Double(values["s"] ?? 0) * 1000
            + Double(values["f"] ?? 0)
        return milliseconds
    }
}
