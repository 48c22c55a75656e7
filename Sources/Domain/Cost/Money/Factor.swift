/// An exact decimal number from 0 on: how much of somebody's time counts, or what a currency is worth in another.
public struct Factor: Sendable, Hashable, Comparable {
    /// Nothing.
    public static let zero = Factor(digits: 0, places: 0)
    /// All of it.
    public static let one = Factor(digits: 1, places: 0)

    /// The number without its point; at most twelve digits.
    let digits: Int64
    /// How many of them stand behind the point: 0 to 9, the last one not 0.
    let places: Int

    private init(digits: Int64, places: Int) {
        self.digits = digits
        self.places = places
    }

    /// The number of a text such as `0.75`; `nil` when it is none, negative, or has more than 12 digits or 9 decimals.
    public init?(_ text: some StringProtocol) {
        guard let (negative, digits, places) = DecimalText.read(text, places: 9), !negative,
            digits < 1_000_000_000_000
        else { return nil }
        self.init(digits: digits, places: places)
    }

    /// As short as it can be written.
    public var text: String { DecimalText.write(digits, places: places) }

    /// By what they are worth.
    public static func < (left: Factor, right: Factor) -> Bool {
        Int128(left.digits) * Int128(DecimalText.power(right.places))
            < Int128(right.digits) * Int128(DecimalText.power(left.places))
    }
}
