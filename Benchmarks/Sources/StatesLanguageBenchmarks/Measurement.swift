/// The best of some runs of something: how many a second, or how long each takes.
struct Measurement {
    let name: String
    let perSecond: Double
    let unit: String

    /// Runs something that says how many things it did, at least five times and half a second.
    init(_ name: String, unit: String = "/s", _ body: () throws -> Int) rethrows {
        var best = 0.0
        var total = Duration.zero
        var runs = 0
        while runs < 5 || total < .milliseconds(500) {
            let start = ContinuousClock.now
            let count = try body()
            let elapsed = start.duration(to: .now)
            best = max(best, Double(count) / Self.seconds(elapsed))
            total += elapsed
            runs += 1
        }
        self.name = name
        self.unit = unit
        perSecond = best
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    /// `transitions in memory          412,345 /s     2.43 µs`
    var row: String {
        let rate = Self.grouped(perSecond)
        let each = 1e6 / perSecond
        let hundredths = Int((each * 100).rounded())
        let time = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) µs"
        return Self.left(name, 44) + Self.right(rate, 14) + " \(unit)" + Self.right(time, 16)
    }

    private static func grouped(_ value: Double) -> String {
        var digits = String(Int(value.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.count, 0)) + text
    }
}
