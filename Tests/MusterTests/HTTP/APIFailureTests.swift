import Curl
import JSON
import Testing

@testable import Muster

/// What the server refuses, said once.
@Suite struct APIFailureTests {
    private func failure(_ status: Int, _ problem: JSON, headers: HTTPHeaders = [:]) -> String {
        API.failure(HTTPResponse(status: status, headers: headers, body: problem.bytes())).description
    }

    @Test func theOnlyFaultIsItsSentence() {
        let fault = "/title: expected 1 to 255 characters, found 0"
        let problem: JSON = [
            "title": "Unprocessable Content", "status": 422, "detail": .string(fault),
            "errors": [["pointer": "/title", "detail": "expected 1 to 255 characters, found 0"]],
        ]
        #expect(failure(422, problem) == "\(fault).")
    }

    @Test func severalFaultsFollowOneByOne() {
        let problem: JSON = [
            "status": 422, "detail": "/a: wrong",
            "errors": [["pointer": "/a", "detail": "wrong"], ["pointer": "/b", "detail": "missing"]],
        ]
        #expect(failure(422, problem) == "The request has several faults.\n  /a: wrong\n  /b: missing")
    }

    @Test(arguments: [
        ("intake is busy; try again", "7", "intake is busy; try again. It asks to wait 7 s."),
        ("intake is busy", "7", "intake is busy. Try again in 7 s."),
        ("intake is busy", nil, "intake is busy. Try again later."),
        ("the database is away; try again.", nil, "the database is away; try again."),
    ])
    func whenToTryAgainIsSaidOnce(_ detail: String, _ retryAfter: String?, _ expected: String) {
        let headers: HTTPHeaders = retryAfter.map { ["Retry-After": $0] } ?? [:]
        for status in [429, 503] {
            #expect(failure(status, ["detail": .string(detail)], headers: headers) == expected)
        }
    }

    @Test func whatComesFromTheServerIsOneLineWithoutControls() {
        #expect(failure(404, ["detail": "no\u{1B}[2J\nsuch"]) == "no [2J such.")
        #expect(API.failure(HTTPResponse(status: 502, body: Array("<html>".utf8))).description == "no reason given.")
    }
}
