import Testing

@testable import ResourceCreator

@Suite struct CSVCellTests {
    @Test(arguments: [
        ("payments", "payments"),
        ("", ""),
        ("a,b", "\"a,b\""),
        ("say \"no\"", "\"say \"\"no\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("half;half", "\"half;half\""),
    ])
    func itQuotesWhatNeedsQuotes(value: String, cell: String) {
        #expect(CSVCell(value).text == cell)
    }

    @Test(arguments: ["=1+1", "+49", "-2", "@sum", "  =1", "\u{FF1D}1", "|cmd", "=HYPERLINK(1)"])
    func whatLooksLikeAFormulaIsText(value: String) {
        #expect(CSVCell(value).text == "'" + value)
    }

    @Test func aFormulaThatNeedsQuotesGetsBoth() {
        #expect(CSVCell("=cmd|' /C calc'!A0,1").text == "\"'=cmd|' /C calc'!A0,1\"")
    }

    @Test(arguments: ["\t=1", "\r=1", "\n=1", "\u{1}x"])
    func aControlCharacterInFrontDoesNotHideAFormula(value: String) {
        #expect(CSVCell(value).text.contains("'" + value))
    }

    @Test func aSignInsideIsLeftAlone() {
        #expect(CSVCell("a=b").text == "a=b")
        #expect(CSVCell("10-11").text == "10-11")
    }
}
