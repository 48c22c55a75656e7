import HTTPKit
import AlertDesk
import HTTPTypes
import Testing

@testable import API

@Suite struct AlertReadingRequestTests {
    private func binary(_ type: String?) throws -> HTTPFields {
        var headers: HTTPFields = [:]
        headers[.contentType] = type
        for (name, value) in [
            ("ce-specversion", "1.0"), ("ce-id", "e-2"), ("ce-source", "/scan%20ner"), ("ce-type", "finding"),
        ] {
            headers[try #require(HTTPField.Name(name))] = value
        }
        return headers
    }

    @Test func readsBinaryModeFromHeaders() throws {
        let reading = try AlertReading(binary("application/json"))
        #expect(reading.format == .cloudevents)
        let alert = try #require(try reading.parse(Array(#"{"title":"Found"}"#.utf8)).alerts.first)
        #expect(alert.title == "Found")
        #expect(alert.dedupKey == "/scan ner e-2")
    }

    /// Whatever its type says, JSON is JSON and text is text; an event may also have no data at all.
    @Test(
        arguments: [
            ("text/plain", "disk is full", "finding"), ("text/plain; charset=utf-8", #"{"title":"Found"}"#, "Found"),
            ("application/octet-stream", #"{"title":"Found"}"#, "Found"),
            ("application/json", #""{\"title\":\"Found\"}""#, "Found"),
            ("application/vnd.example+json", #"{"title":"Found"}"#, "Found"), (nil, #"{"title":"Found"}"#, "Found"),
            ("application/json", "", "finding"), (nil, "", "finding"),
        ] as [(String?, String, String)])
    func readsDataOfAnyType(_ type: String?, _ body: String, _ title: String) throws {
        let alert = try #require(try AlertReading(binary(type)).parse(Array(body.utf8)).alerts.first)
        #expect(alert.title == title)
        if title == "finding" { #expect(alert.description == body) }
    }

    @Test(
        arguments: [("application/json", [0x68, 0x69]), (nil, [0x68]), ("text/plain", [0xFF, 0xFE])]
            as [(String?, [UInt8])])
    func refusesDataThatIsNeither(_ type: String?, _ body: [UInt8]) throws {
        let reading = try AlertReading(binary(type))
        #expect(throws: AlertRefusal.self) { try reading.parse(body) }
    }

    @Test func choosesTheFormatByContentType() throws {
        #expect(try AlertReading([.contentType: "application/json; charset=utf-8"]).format == .native)
        #expect(try AlertReading([:]).format == .native)
        #expect(try AlertReading([.contentType: "application/cloudevents+json"]).format == .cloudevents)
        #expect(throws: Problem.self) { try AlertReading([.contentType: "text/xml"]) }
    }
}
