import HTTPKit
import AlertDesk
import HTTPTypes
import Testing

@testable import API

@Suite struct AlertReadingRequestTests {
    @Test func readsBinaryModeFromHeaders() throws {
        var headers: HTTPFields = [.contentType: "application/json"]
        for (name, value) in [
            ("ce-specversion", "1.0"), ("ce-id", "e-2"), ("ce-source", "/scan%20ner"), ("ce-type", "finding"),
        ] {
            headers[try #require(HTTPField.Name(name))] = value
        }
        let reading = try AlertReading(headers)
        #expect(reading.format == .cloudevents)
        let alert = try #require(try reading.parse(Array(#"{"title":"Found"}"#.utf8)).alerts.first)
        #expect(alert.title == "Found")
        #expect(alert.dedupKey == "/scan ner e-2")
    }

    @Test func choosesTheFormatByContentType() throws {
        #expect(try AlertReading([.contentType: "application/json; charset=utf-8"]).format == .native)
        #expect(try AlertReading([:]).format == .native)
        #expect(try AlertReading([.contentType: "application/cloudevents+json"]).format == .cloudevents)
        #expect(throws: Problem.self) { try AlertReading([.contentType: "text/xml"]) }
    }
}
