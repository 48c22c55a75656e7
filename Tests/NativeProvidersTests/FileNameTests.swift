import Testing

@testable import NativeProviders

@Suite struct FileNameTests {
    @Test(arguments: ["a", "screenshot 1.png", "日本.txt", ".hidden", String(repeating: "x", count: 200)])
    func ordinaryNamesAreTaken(name: String) throws {
        #expect(try FileName(name).text == name)
    }

    @Test(arguments: ["", ".", "..", "a/b", "a\\b", "a\nb", "a\u{0}", "\u{7F}", String(repeating: "x", count: 201)])
    func namesThatMeanSomethingElseAreRefused(name: String) {
        #expect(throws: NativeError.self) { try FileName(name) }
    }
}
