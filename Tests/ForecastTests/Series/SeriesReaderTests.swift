import Testing

@testable import Forecast

@Suite struct SeriesReaderTests {
    private func read(
        _ text: String, _ frequency: Frequency? = nil, through: String? = nil, today: String = "2026-11-29"
    ) throws -> (series: Series, problems: [String]) {
        let reader = SeriesReader(
            name: "s.csv", frequency: frequency, through: through.flatMap { Day($0) }, today: try #require(Day(today)))
        let (series, problems) = try reader.read(text)
        return (series, problems.map(\.description))
    }

    @Test func monthsAreToldByTheirDates() throws {
        let (series, problems) = try read("date,count\n2026-08-01,3\n2026-09-01,0\n2026-10-01,12\n")
        #expect(series.frequency == .month)
        #expect(series.values == [3, 0, 12])
        #expect((series.from.text, series.through.text) == ("2026-08-01", "2026-10-31"))
        #expect(problems.isEmpty)
    }

    @Test(arguments: [
        ("2026-09-30,3\n2026-10-31,4", Frequency.month), ("2026-11-02,3\n2026-11-16,4", .week),
        ("2026-11-02,3\n2026-11-03,4", .day), ("2026-10-01,4", .month), ("2026-10-02,4", .day),
    ])
    func frequencies(rows: String, expected: Frequency) throws {
        #expect(try read("date,count\n\(rows)").series.frequency == expected)
    }

    @Test func columnsHaveNamesAndNoOrder() throws {
        let text = "\u{FEFF}Team, \"Count\" ,DATE\r\n\"a, b\",3,2026-08-01\r\nc,4.0,2026-09-01\r\n"
        #expect(try read(text).series.values == [3, 4])
        #expect(throws: SeriesError.columns("s.csv")) { try read("2026-08-01,3\n") }
        #expect(throws: SeriesError.columns("s.csv")) { try read("") }
        #expect(throws: SeriesError.empty("s.csv", nil)) { try read("date,count\n") }
    }

    /// As spreadsheets of many countries write tables, and as programs write columns of times.
    @Test(arguments: [
        "date;count\n2026-08-01;3\n2026-09-01;4", "date\tcount\n2026-08-01\t3\n2026-09-01\t4",
        "date,count\n2026-08-01 00:00:00,3\n2026-09-01 00:00:00,4",
        "date,count\n2026-08-01T00:00:00.000000,3\n2026-09-01T00:00:00Z,4",
        "date,count\n2026-08-01 00:00:00+00:00,3\n2026-09-01 00:00:00 UTC,4",
    ])
    func otherProgramsTables(_ text: String) throws {
        let (series, problems) = try read(text)
        #expect(series.values == [3, 4] && series.frequency == .month && problems.isEmpty)
    }

    /// A time of the day is of no period by itself: which day it is of depends on a zone that is not told.
    @Test(arguments: ["2026-08-01 13:00:00", "2026-08-01T00:00:00+02:00", "2026-08-01x00:00", "2026-08-01 00:00:01"])
    func timesOfTheDayAreRefusedWithTheirRow(_ date: String) throws {
        let error = #expect(throws: SeriesError.self) { try read("date,count\n\(date),3\n") }
        #expect(
            error?.description
                == "s.csv has no day that could be counted. The first row: Line 2: \"\(date)\" is no date "
                + "such as 2026-11-30. The row is not counted.")
    }

    @Test func whatCannotBeUsedIsToldWithItsLine() throws {
        let (series, problems) = try read(
            """
            date,count
            2026-01-01,4
            2026-02-01,-3
            2026-02-30,1
            2026-03-01,6
            2026-03-01,7
            2026-05-01,many
            2026-04-01,2
            2026-06-01,8
            2026-07-01
            2027-01-01,5
            2026-08-01,1.5
            2026-09-01,4
            """)
        #expect(
            problems.filter { $0.hasPrefix("Line") } == [
                "Line 3: \"-3\" is no count, which is a whole number from 0. The row is not counted.",
                "Line 4: \"2026-02-30\" is no date such as 2026-11-30. The row is not counted.",
                "Line 6: 2026-03-01 stands in line 5 already. This row is not counted.",
                "Line 7: \"many\" is no count, which is a whole number from 0. The row is not counted.",
                "Line 10: it has 1 of the columns. The row is not counted.",
                "Line 11: 2027-01-01 is in the future. The row is not counted.",
                "Line 12: \"1.5\" is no count, which is a whole number from 0. The row is not counted.",
            ])
        // February, May and August are not known, which is not zero; July has no row, which is.
        #expect(series.values == [4, 5, 6, 2, 5, 8, 0, 2, 4])
        #expect(problems.contains("Without a row, and counted as zero: 2026-07."))
        #expect(
            problems.contains("2026-02 is not known whole. It is taken for the mean of its neighbours, 5."))
    }

    @Test func aRowThatCannotBeUsedLeavesItsDateToAnother() throws {
        let (series, problems) = try read("date,count\n2026-08-01,?\n2026-08-01,9\n2026-09-01,1\n")
        #expect(series.values == [9, 1])
        #expect(problems == ["Line 2: \"?\" is no count, which is a whole number from 0. The row is not counted."])
    }

    @Test func rowsAreTakenByDate() throws {
        let (series, problems) = try read("date,count\n2026-09-01,2\n2026-08-01,1\n2026-10-01,3\n")
        #expect(series.values == [1, 2, 3])
        #expect(
            problems == ["Line 3: 2026-08-01 comes after 2026-09-01. Rows are taken in the order of their dates."])
    }

    @Test func theMonthThatGoesOnIsLeftOut() throws {
        let text = "date,count\n2026-09-01,2\n2026-10-01,3\n2026-11-01,1\n"
        let (series, problems) = try read(text)
        #expect(series.values == [2, 3])
        #expect(problems == ["2026-11 is not whole: it is counted up to 2026-11-28, and is left out."])
        #expect(try read(text, today: "2026-12-01").series.values == [2, 3, 1])
    }

    @Test func daysMakeMonthsThatEndWithTheirLastDay() throws {
        let days = (1...31).map { "2026-08-\($0 < 10 ? "0" : "")\($0),1" } + ["2026-09-07,5"]
        let text = "date,count\n" + days.joined(separator: "\n")
        #expect(try read(text, .month).series.values == [31])
        // Somebody who counted to the end of September knows that the rest was quiet.
        #expect(try read(text, .month, through: "2026-09-30").series.values == [31, 5])
        #expect(try read(text, .month, through: "2026-11-29").series.values == [31, 5, 0])
    }

    @Test func aFirstWeekThatIsNotOverIsAllThereIs() throws {
        let (series, problems) = try read("date,count\n2026-11-23,2\n2026-11-24,1\n", .week, through: "2026-11-24")
        #expect(series.values.isEmpty)
        #expect(series.history.values == [3])
        #expect(series.history.exposures == [2.0 / 7])
        #expect(problems == ["2026-11-23 is not whole: it is counted up to 2026-11-24, and is all there is."])
    }

    @Test func aDateThatIsWrongMakesNoEndlessSeries() {
        #expect(throws: SeriesError.self) { try read("date,count\n0001-01-01,2\n2026-10-02,1\n", .day) }
    }
}
