import Encodings
import Testing

@Suite struct Base64AndHexTests {
    /// Vectors of RFC 4648 section 10.
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "66"), ("fo", "Zm8=", "666f"), ("foo", "Zm9v", "666f6f"),
        ("foob", "Zm9vYg==", "666f6f62"), ("fooba", "Zm9vYmE=", "666f6f6261"), ("foobar", "Zm9vYmFy", "666f6f626172"),
    ])
    func writesAndReadsTheVectorsOfTheStandard(text: String, base64: String, hex: String) {
        let bytes = Array(text.utf8)
        #expect(Base64.standard.encode(bytes) == base64)
        #expect(Base64.standard.decode(base64) == bytes)
        #expect(Base64.url.encode(bytes) == base64.filter { $0 != "=" })
        #expect(Base64.url.decode(base64.filter { $0 != "=" }) == bytes)
        #expect(Hex.encode(bytes) == hex)
        #expect(Hex.decode(hex) == bytes)
    }

    @Test func usesTheAlphabetOfTheForm() {
        let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
        #expect(Base64.standard.encode(bytes) == "++//")
        #expect(Base64.url.encode(bytes) == "--__")
        #expect(Base64.standard.decode("--__") == nil)
        #expect(Base64.url.decode("++//") == nil)
    }

    @Test(arguments: ["Zg", "Zg=", "Z===", "Zh==", "Zm9=", "=", "Zg==Zg==", "Zm 9", "Zm9v\n", "====", "Z"])
    func refusesStandardTextThatNothingEncodesTo(text: String) {
        #expect(Base64.standard.decode(text) == nil)
    }

    @Test(arguments: ["Z", "Zh", "Zg==", "Zm9v=", "Zm9vY"])
    func refusesURLTextThatNothingEncodesTo(text: String) {
        #expect(Base64.url.decode(text) == nil)
    }

    @Test(arguments: ["0", "0g", "abc", " 00", "0x00", "é"])
    func refusesWhatIsNotHexadecimal(text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test func readsHexadecimalInEitherCase() {
        #expect(Hex.decode("DEADbeef") == [0xDE, 0xAD, 0xBE, 0xEF])
    }

    @Test func readsBackEveryByteAtEveryLength() {
        for length in 0...70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
            #expect(Base64.standard.decode(Base64.standard.encode(bytes)) == bytes)
            #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        }
    }
}
