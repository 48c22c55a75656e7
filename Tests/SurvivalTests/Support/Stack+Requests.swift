import Curl
import Foundation
import JSON
import Synchronization
import TestServers

/// An answer of a process.
struct Reply: Sendable {
    var status: Int
    var text: String
    var json: JSON { (try? JSON.parse(Array(text.utf8))) ?? .null }
}

/// What clients do.
extension Stack {
    /// Where intake answers, once it was started.
    var intakeURL: String? { running.withLock { $0.intakeURL } }

    /// Reports an incident; gives back its name.
    func report(_ title: String, key: String = UUID().uuidString) async throws -> String {
        let answer = try await deliver(
            "POST", "/api/v1/incidents", ["title": .string(title), "description": "Sent by a test."], key: key)
        guard let name = answer["name"]?.stringValue else { throw TestServersError("no incident: \(answer)") }
        return name
    }

    /// Sends an alert in Muster's own format that becomes an incident when it is critical.
    func alert(_ dedupKey: String, severity: String = "info", key: String = UUID().uuidString) async throws {
        let alert: JSON = [
            "title": .string("Alert \(dedupKey)"), "severity": .string(severity), "dedup_key": .string(dedupKey),
        ]
        _ = try await deliver("POST", "/api/v1/alerts", alert, key: key)
    }

    /// Moves an incident to another status.
    func move(_ incident: String, to status: String) async throws {
        _ = try await deliver("PATCH", "/api/v1/incidents/\(incident)", ["status": .string(status)], key: nil)
    }

    /// Sends a request until it is taken, as a good client does: with the same key, to wherever intake is by then.
    func deliver(_ method: String, _ path: String, _ body: JSON, key: String?) async throws -> JSON {
        var answer: JSON = .null
        try await eventually("\(method) \(path) is taken", within: .seconds(150), every: .milliseconds(200)) {
            guard let base = intakeURL,
                let reply = try await reply(method, base + path, body, key: key)
            else { return false }
            answer = reply.json
            if (200..<300).contains(reply.status) { return true }
            guard reply.status >= 500 else {
                throw TestServersError("\(method) \(path): \(reply.status) \(reply.text)")
            }
            return false
        }
        return answer
    }

    /// One request; `nil` when there is no answer.
    func reply(_ method: String, _ url: String, _ body: JSON? = nil, key: String? = nil) async throws -> Reply? {
        var request = HTTPRequest(
            method, url, body: body.map { JSONSerializer().bytes($0) } ?? [], deadline: .seconds(10),
            maximumResponseBytes: 16 << 20)
        if body != nil { request.headers["Content-Type"] = "application/json" }
        if let key { request.headers["Idempotency-Key"] = key }
        request.authorize(bearer: running.withLock { $0.key })
        do throws(CurlError) {
            let response = try await http.send(request)
            return Reply(status: response.status, text: String(decoding: response.body, as: UTF8.self))
        } catch {
            try Task.checkCancellation()
            return nil
        }
    }
}
