public import JSON

/// An amount of money in the minor unit of its currency: 1250 is 12.50 EUR, and 1250 JPY.
public struct Money: Sendable, Hashable, JSONDecodable, JSONEncodable {
    /// How many of the currency's minor unit; negative for what comes back.
    public var amountMinorUnits: Int64
    /// In what it is paid.
    public var currency: Currency

    /// So much of a currency.
    public init(_ amountMinorUnits: Int64, _ currency: Currency) {
        self.amountMinorUnits = amountMinorUnits
        self.currency = currency
    }

    /// The amount of a text such as `62.50` or `-3`; `nil` when it is none, or has more decimals than the currency.
    public init?(_ text: some StringProtocol, in currency: Currency) {
        guard let (negative, digits, places) = DecimalText.read(text, places: currency.minorDigits) else { return nil }
        let (amount, overflow) = digits.multipliedReportingOverflow(
            by: DecimalText.power(currency.minorDigits - places))
        if overflow { return nil }
        self.init(negative ? -amount : amount, currency)
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` for another shape, or a currency that is none.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["amount_minor", "currency"])
        self.init(
            Int64(try reader.int("amount_minor", in: Self.range)), try reader.decode("currency", as: Currency.self))
    }

    /// What JSON says of amounts: whole numbers that every reader of JSON keeps exact (RFC 8259, section 6).
    private static let range = -9_007_199_254_740_991...9_007_199_254_740_991

    /// As people read it: `62.50 EUR`.
    public var text: String {
        "\(DecimalText.write(amountMinorUnits, places: currency.minorDigits)) \(currency.code)"
    }

    /// `amount_minor` and `currency`.
    public var json: JSON { ["amount_minor": .int(amountMinorUnits), "currency": .string(currency.code)] }
}
