import Curl
import Testing

@Suite struct HTTPHeadersTests {
    @Test func looksUpWithoutRegardToCase() {
        let headers: HTTPHeaders = ["Content-Type": "text/plain", "X-One": "1"]
        #expect(headers["content-type"] == "text/plain")
        #expect(headers["CONTENT-TYPE"] == "text/plain")
        #expect(headers["content-typ"] == nil)
    }

    @Test func keepsRepeatedFieldsInOrder() {
        var headers: HTTPHeaders = ["Link": "a"]
        headers.add("link", "b")
        #expect(headers.all("LINK") == ["a", "b"])
        #expect(headers["link"] == "a")
    }

    @Test func settingReplacesAllAndNilRemoves() {
        var headers: HTTPHeaders = ["A": "1", "a": "2", "B": "3"]
        headers["A"] = "4"
        #expect(headers.all("a") == ["4"])
        headers["a"] = nil
        #expect(headers.fields.map(\.name) == ["B"])
    }
}
