/// Numbers in English words.
enum JSONataNumberWords {
    private static let few = [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
        "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    ]
    private static let ordinals = [
        "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth",
        "Nineteenth",
    ]
    private static let tens = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"]
    private static let magnitudes = ["Thousand", "Million", "Billion", "Trillion"]

    /// What each word says.
    private static let values: [String: Double] = {
        var values = ["hundred": 100.0, "hundredth": 100]
        for (index, word) in few.enumerated() { values[word.lowercased()] = Double(index) }
        for (index, word) in ordinals.enumerated() { values[word.lowercased()] = Double(index) }
        for (index, word) in tens.enumerated() {
            values[word.lowercased()] = Double(index + 2) * 10
            values[word.lowercased().dropLast() + "ieth"] = Double(index + 2) * 10
        }
        var value = 1000.0
        for word in magnitudes {
            values[word.lowercased()] = value
            values[word.lowercased() + "th"] = value
            value *= 1000
        }
        return values
    }()

    /// All words, longer ones before those they begin with.
    static let all = values.keys.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }

    static func text(_ number: Double, isOrdinal: Bool, follows: Bool = false) -> String {
        if number <= 19 {
            let index = max(number.index, 0)
            return (follows ? " and " : "") + (isOrdinal ? ordinals[index] : few[index])
        }
        if number < 100 {
            let word = tens[(number / 10).index - 2]
            let rest = number.truncatingRemainder(dividingBy: 10)
            let start = (follows ? " and " : "") + word
            if rest >= 1 { return start + "-" + text(rest, isOrdinal: isOrdinal) }
            return isOrdinal ? start.dropLast() + "ieth" : start
        }
        var factor = 100.0
        var word = "Hundred"
        if number >= 1000 {
            factor = 1
            for magnitude in magnitudes where number >= factor * 1000 {
                factor *= 1000
                word = magnitude
            }
        }
        let count = (number / factor).rounded(.down)
        let rest = number - count * factor
        let start = (follows ? ", " : "") + text(count, isOrdinal: false) + " " + word
        if rest >= 1 { return start + text(rest, isOrdinal: isOrdinal, follows: true) }
        return isOrdinal ? start + "th" : start
    }

    /// The number that words say; `nil` when one is not known.
    static func value(_ text: String) -> Double? {
        let words = text.lowercased().split { $0 == " " || $0 == "-" || $0 == "," || $0.isWhitespace }
        var segments = [0.0]
        for word in words where word != "and" {
            guard let value = values[String(word)] else { return nil }
            var top = segments.removeLast()
            if value < 100 {
                if top >= 1000 {
                    segments.append(top)
                    top = 0
                }
                segments.append(top + value)
            } else {
                segments.append(top * value)
            }
        }
        return words.isEmpty ? nil : segments.reduce(0, +)
    }
}
