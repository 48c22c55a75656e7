import Encodings
import FoundationEssentials
import Testing

@Suite struct RFC3339Tests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0.0), ("1985-04-12T23:20:50.52Z", 482_196_050.52),
        ("1996-12-19T16:39:57-08:00", 851_042_397), ("1990-12-31T23:59:60Z", 662_688_000),
        ("1990-12-31T15:59:60-08:00", 662_688_000), ("1937-01-01T12:00:27.87+00:20", -1_041_337_172.13),
        ("2000-02-29T00:00:00z", 951_782_400), ("2024-02-29t12:00:00+00:00", 1_709_208_000),
        ("2026-11-21 23:45:06.123456789Z", 1_795_304_706.123456), ("0000-01-01T00:00:00Z", -62_167_219_200),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799.999), ("1969-12-31T23:59:59-00:00", -1),
    ])
    func readsInstants(text: String, seconds: Double) throws {
        let date = try #require(RFC3339.date(from: text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_1)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21T10:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01", "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00ZZ",
        " 2026-01-01T00:00:00Z", "26-01-01T00:00:00Z", "2026/01/01T00:00:00Z", "2026-01-01T00:00:00,5Z",
        "+026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.1234567890123456789012345678901234567890123456789Z",
    ])
    func refusesWhatIsNoTimestamp(text: String) {
        #expect(RFC3339.date(from: text) == nil)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"), (1_795_304_706.123, "2026-11-21T23:45:06.123Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"), (0.9996, "1970-01-01T00:00:01.000Z"),
        (951_782_399, "2000-02-28T23:59:59.000Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
        (1e18, "9999-12-31T23:59:59.999Z"), (-1e18, "0000-01-01T00:00:00.000Z"),
    ])
    func writesInstants(seconds: Double, expected: String) {
        #expect(RFC3339.string(from: Date(timeIntervalSince1970: seconds)) == expected)
    }

    @Test func readsBackWhatItWrites() throws {
        // A prime stride, so that every part of the text takes many values.
        for milliseconds in stride(from: Int64(-62_167_219_200_000), through: 253_402_300_799_999, by: 157_784_760_013)
        {
            let text = RFC3339.string(from: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
            let date = try #require(RFC3339.date(from: text))
            #expect(Int64((date.timeIntervalSince1970 * 1000).rounded()) == milliseconds)
            #expect(RFC3339.string(from: date) == text)
        }
    }
}
