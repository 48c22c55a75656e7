import JSON
import Testing

/// Properties that hold for every value and every text, tried on many of them; the seeds are fixed.
@Suite struct JSONRoundTripTests {
    @Test(arguments: 1...20)
    func readsBackWhatItWrites(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let json = generator.json(depth: 4)
            for format in [JSONSerializer.Format.compact, .pretty, .canonical] {
                let text = json.text(format)
                let read = try JSON.parse(text)
                #expect(read == json)
                #expect(read.hashValue == json.hashValue)
                #expect(read.text(format) == text)
            }
            #expect(try JSON.parse(JSONSerializer(escapesForHTML: true).bytes(json)) == json)
            #expect(try JSONDocument(json.bytes()).root == json)
        }
    }

    /// Whatever is done to a text, the parser answers with a value that reads back, or with an error inside the text.
    @Test(arguments: 1...20)
    func survivesEveryMutation(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &* 7919)
        let fragments = ["\"", "\\", "{", "}", "[", "]", ",", ":", "\\uD8", "1e", "-", "0", "null", "\u{0}"].map {
            Array($0.utf8)
        }
        for _ in 0..<100 {
            var bytes = generator.json(depth: 3).bytes()
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.removeSubrange(place...)
                default: bytes.insert(contentsOf: fragments.randomElement(using: &generator) ?? [], at: place)
                }
            }
            do throws(JSONError) {
                let json = try JSON.parse(bytes)
                #expect(try JSON.parse(json.bytes()) == json)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
    }
}
