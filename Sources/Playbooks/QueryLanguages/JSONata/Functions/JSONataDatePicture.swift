/// How an instant is written (XPath and XQuery Functions 3.1 section 9.8.4).
struct JSONataDatePicture {
    enum Part {
        case literal(String)
        case marker(Marker)
    }

    struct Marker {
        let component: Character
        var presentation = ""
        /// `t`: a zone without offset is written as `Z`.
        var isTraditional = false
        var names: JSONataIntegerPicture.Case?
        var integer: JSONataIntegerPicture?
        var maximumWidth: Int?
        /// How many digits of a year there are; `nil` for all.
        var digits: Int?
        /// How many digits are read, where another number follows without anything between.
        var parsedWidth: Int?
    }

    private(set) var parts: [Part] = []

    /// RFC 3339 with milliseconds.
    static let standard = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]"

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    init(parsing text: String) throws(JSONataError) {
        let scalars = Array(text)
        var literal = ""
        var position = 0
        func flush(_ parts: inout [Part]) {
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
        }
        while position < scalars.count {
            let character = scalars[position]
            let next = position + 1 < scalars.count ? scalars[position + 1] : " "
            switch character {
            case "[" where next == "[", "]" where next == "]":
                literal.append(character)
                position += 2
            case "[":
                flush(&parts)
                guard let end = scalars[position...].firstIndex(of: "]") else { throw JSONataError("D3135") }
                let marker = scalars[(position + 1)..<end].filter { !$0.isWhitespace }
                let next = try Marker(String(marker))
                if next.integer != nil, next.component != "Z", next.component != "z" { endPrevious() }
                parts.append(.marker(next))
                position = end + 1
            default:
                literal.append(character)
                position += 1
            }
        }
        flush(&parts)
    }

    /// A number that another one follows at once has as many digits as it must have: `[Y0001][M01]`.
    private mutating func endPrevious() {
        guard case .marker(var previous)? = parts.last, let integer = previous.integer else { return }
        previous.parsedWidth = integer.mandatoryDigits
        parts[parts.count - 1] = .marker(previous)
    }
}

extension JSONataDatePicture.Marker {
    private static let standards: [Character: String] = [
        "Y": "1", "M": "1", "D": "1", "d": "1", "F": "n", "W": "1", "w": "1", "X": "1", "x": "1", "H": "1", "h": "1",
        "P": "n", "m": "01", "s": "01", "f": "1", "Z": "01:01", "z": "01:01", "C": "n", "E": "n",
    ]

    fileprivate init(_ text: String) throws(JSONataError) {
        component = text.first ?? " "
        var rest = text.dropFirst()
        var minimum: Int?
        if let comma = rest.lastIndex(of: ",") {
            let widths = rest[rest.index(after: comma)...].split(separator: "-", maxSplits: 1)
            minimum = widths.first.flatMap { Int($0) }
            maximumWidth = widths.count > 1 ? Int(widths[1]).map { max($0, 0) } : nil
            rest = rest[..<comma]
        }
        let isKnown = Self.standards[component] != nil
        var modifier = ""
        if rest.count > 1, let last = rest.last, "atco".contains(last) {
            modifier = String(last)
            rest = rest.dropLast()
        }
        guard let presentation = rest.isEmpty ? Self.standards[component] : String(rest), isKnown else {
            throw JSONataError("D3132", ["value": JSONataText.quoted(String(component))])
        }
        self.presentation = presentation
        isTraditional = modifier == "t"
        if presentation.hasPrefix("n") {
            names = .lower
        } else if presentation.hasPrefix("N") {
            names = presentation.hasPrefix("Nn") ? .title : .upper
        } else if "YMDdFWwXxHhmsf".contains(component) {
            try measure(minimum, modifier)
        }
        if component == "Z" || component == "z" { integer = try JSONataIntegerPicture(parsing: presentation) }
    }

    private mutating func measure(_ minimum: Int?, _ modifier: String) throws(JSONataError) {
        guard (minimum ?? 0) <= 1000, (maximumWidth ?? 0) <= 1000 else { throw JSONataError(limit: .stringBytes) }
        var picture = try JSONataIntegerPicture(parsing: presentation + (modifier.isEmpty ? "" : ";" + modifier))
        picture.mandatoryDigits = max(picture.mandatoryDigits, minimum ?? 0)
        if component == "Y" {
            if let maximumWidth {
                digits = maximumWidth
                picture.mandatoryDigits = maximumWidth
            } else {
                let width = picture.mandatoryDigits + picture.optionalDigits
                digits = width >= 2 ? width : nil
            }
        }
        integer = picture
    }
}

// MARK: - Writing

extension JSONataDatePicture {
    /// - Parameters:
    ///   - milliseconds: since 1970-01-01T00:00:00Z.
    ///   - offset: of the zone, in minutes.
    func format(_ milliseconds: Int, offset: Int, _ machine: JSONataMachine) throws(JSONataError) -> String {
        let calendar = JSONataCalendar(milliseconds: milliseconds + offset * 60_000)
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .marker(let marker): text += try Self.format(marker, calendar, offset, machine)
            }
        }
        return text
    }

    private static func format(
        _ marker: Marker, _ calendar: JSONataCalendar, _ offset: Int, _ machine: JSONataMachine
    ) throws(JSONataError) -> String {
        switch marker.component {
        case "C", "E": return "ISO"
        case "P": return marker.names == .upper ? (calendar.hour < 12 ? "AM" : "PM") : calendar.hour < 12 ? "am" : "pm"
        case "Z", "z": return try zone(marker, offset, machine)
        default: break
        }
        var value = calendar.component(marker.component)
        if marker.component == "Y", let digits = marker.digits, digits > 0, digits < 10 {
            value %= Int(power(10, Double(digits)))
        }
        guard let names = marker.names else {
            return try marker.integer?.format(Double(value), machine) ?? ""
        }
        var name: String
        switch marker.component {
        case "M", "x": name = months[value - 1]
        case "F": name = days[value - 1]
        default: throw JSONataError("D3133", ["value": JSONataText.quoted(String(marker.component))])
        }
        if names == .upper { name = name.uppercased() }
        if names == .lower { name = name.lowercased() }
        return marker.maximumWidth.map { String(name.prefix($0)) } ?? name
    }

    private static func zone(
        _ marker: Marker, _ offset: Int, _ machine: JSONataMachine
    ) throws(JSONataError) -> String {
        guard let integer = marker.integer else { return "" }
        if offset == 0, marker.isTraditional { return "Z" }
        let combined = Double(offset / 60 * 100 + offset % 60)
        var text: String
        if integer.isRegular {
            text = try integer.format(combined, machine)
        } else {
            switch integer.mandatoryDigits {
            case 1, 2:
                text = try integer.format(Double(offset / 60), machine)
                if offset % 60 != 0 {
                    let minutes = abs(offset % 60)
                    text += ":" + (minutes < 10 ? "0" : "") + String(minutes)
                }
            case 3, 4: text = try integer.format(combined, machine)
            default: throw JSONataError("D3134", ["value": "\(integer.mandatoryDigits)"])
            }
        }
        if offset >= 0 { text = "+" + text }
        return marker.component == "z" ? "GMT" + text : text
    }
}

extension JSONataCalendar {
    /// The number of a component of pictures.
    func component(_ name: Character) -> Int {
        switch name {
        case "Y": year
        case "M": month
        case "D": day
        case "d": dayOfYear
        case "F": weekday
        case "W": weekOfYear
        case "w": weekOfMonth
        case "X": yearOfWeek
        case "x": monthOfWeek
        case "H": hour
        case "h": hour % 12 == 0 ? 12 : hour % 12
        case "P": hour < 12 ? 0 : 1
        case "m": minute
        case "s": second
        case "f": millisecond
        default: 0
        }
    }
}
