import JSON

/// SplitMix64: the same numbers for the same seed, on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

extension SeededGenerator {
    private static let scalars: [Unicode.Scalar] = [
        "a", "Z", "0", " ", "\"", "\\", "/", "\u{0}", "\u{1F}", "\n", "\t", "\u{7F}", "é", "e", "\u{301}", "€",
        "\u{2028}",
        "<", "&", "\u{FFFF}", "😀", "\u{10FFFF}",
    ]

    mutating func string() -> String {
        var result = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &self) {
            result.append(Self.scalars.randomElement(using: &self) ?? "a")
        }
        return String(result)
    }

    mutating func number() -> JSONNumber {
        switch Int.random(in: 0...4, using: &self) {
        case 0: return JSONNumber(Int64.random(in: -1000...1000, using: &self))
        case 1: return JSONNumber(Int64.random(in: .min ... .max, using: &self))
        case 2: return JSONNumber(Double(bitPattern: next())) ?? 0
        case 3: return JSONNumber(text: "1" + String(next()) + String(next())) ?? 0
        default:
            let fraction = UInt64.random(in: 0...999, using: &self)
            let exponent = Int.random(in: -400...400, using: &self)
            return JSONNumber(text: "-0.\(fraction)E\(exponent)") ?? 0
        }
    }

    mutating func json(depth: Int) -> JSON {
        switch Int.random(in: 0...(depth == 0 ? 4 : 6), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2, 3: return .number(number())
        case 4: return .string(string())
        case 5: return .array((0..<Int.random(in: 0...5, using: &self)).map { _ in json(depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...12, using: &self) { object[string()] = json(depth: depth - 1) }
            return .object(object)
        }
    }
}
