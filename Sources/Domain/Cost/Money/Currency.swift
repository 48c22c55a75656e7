public import JSON

/// A currency of ISO 4217 in which something can be paid: no metal, no fund, no code for tests.
public struct Currency: Sendable, Hashable {
    /// The publication of list one that the table is of.
    public static let edition = "2026-01-01"

    /// The alphabetic code: `EUR`.
    public let code: String
    /// The decimals of its minor unit: 2 for most, 0 for the yen, 3 for the Kuwaiti dinar.
    public let minorDigits: Int

    /// The currency with this code; `nil` when list one has none.
    public init?(_ code: String) {
        guard let digits = Self.digits[code] else { return nil }
        self.code = code
        minorDigits = digits
    }

    // List one of ISO 4217 by its column of minor units, without what has none, and without funds (IsFund) and the units
    // of account CLF, UYI and UYW, in which nobody is paid.
    private static let none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
    private static let three = "BHD IQD JOD KWD LYD OMR TND"
    private static let two = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP \
        CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES \
        KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK \
        NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB \
        TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
        """

    private static let digits: [String: Int] = {
        var digits: [String: Int] = [:]
        for (codes, count) in [(none, 0), (two, 2), (three, 3)] {
            for code in codes.split(separator: " ") { digits[String(code)] = count }
        }
        return digits
    }()
}

extension Currency: JSONDecodable {
    /// Reads a code.
    /// - Throws: `JSONDecodingError` for what is none.
    public init(_ reader: JSONReader) throws {
        let code = try reader.string(length: 1...100)
        guard let currency = Currency(code) else {
            throw reader.error(expected: "a currency of ISO 4217 such as EUR", found: "`\(code)`")
        }
        self = currency
    }
}
