import Digests
import Testing

@testable import Operations

@Suite struct NewKeyTests {
    @Test func keysHaveTheDocumentedForm() {
        let key = NewKey()
        #expect(key.text.wholeMatch(of: /mus_[A-Za-z0-9_-]{8}_[A-Za-z0-9_-]{43}/) != nil)
        #expect(key.text.dropFirst(4).prefix(8) == key.prefix)
        #expect(key.digest == sha256(key.text))
        #expect(NewKey().text != key.text)
    }
}
