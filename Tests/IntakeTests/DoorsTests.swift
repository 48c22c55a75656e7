import HTTPKit
import HTTPTypes
import IncidentStore
import JSON
import Testing

@testable import API
@testable import Intake

/// Holds what is registered and what is described together, both ways.
@Suite struct DoorsTests {
    private let endpoints: [Endpoint]
    private let document: JSON

    init() throws {
        endpoints = try OpenDoors.endpoints()
        document = try OpenAPIDocument.json()
    }

    /// Path, method and description of every operation.
    private var operations: [(path: String, method: String, json: JSON)] {
        (document["paths"]?.objectValue ?? [:]).flatMap { path, item in
            (item.objectValue ?? [:]).filter { $0.key != "parameters" }.map { (path, $0.key, $0.value) }
        }
    }

    private func operation(of endpoint: Endpoint) -> JSON? {
        document["paths"]?[endpoint.path]?[endpoint.method.rawValue.lowercased()]
    }

    @Test func whatIsDescribedIsRegisteredAndTheOtherWayRound() {
        let registered = endpoints.filter { $0.operation != nil }
            .map { "\($0.method.rawValue.lowercased()) \($0.path) \($0.operation ?? "")" }
        let described = operations.map { "\($0.method) \($0.path) \($0.json["operationId"]?.stringValue ?? "")" }
        #expect(described.count > 25)
        #expect(registered.sorted() == described.sorted())
        #expect(Set(endpoints.compactMap(\.operation)).count == registered.count, "an operation has a name of its own")
        let undescribed = endpoints.filter { $0.operation == nil && $0.path.hasPrefix("/api/") }.map(\.path)
        // An unknown format of alerts is answered with those that there are.
        #expect(undescribed.sorted() == ["/api/v1/alerts/{id}", "/api/v1/openapi.json"])
    }

    @Test func whoIsLetInIsDescribed() {
        for endpoint in endpoints {
            switch endpoint.admission {
            case .anyone:
                // The address of a calendar is its own key, and so are the links of pages and mails; what providers tell is signed.
                let open = [
                    "/api/v1/openapi.json", "/oncall/{token}/{kind}/{file}", "/p/{token}", "/j/{token}",
                    "/hooks/{provider}",
                ]
                let signsIn = endpoint.path.hasPrefix("/sign-in") || endpoint.path.hasPrefix("/assets/")
                #expect(open.contains(endpoint.path) || signsIn, "\(endpoint.path)")
            case .signature:
                // AWS's own protocol, which AWS describes.
                #expect(endpoint.operation == nil && endpoint.path == "/" && endpoint.method == .post)
            case .visitor:
                // Pages and forms of people, which no description of an API has.
                #expect(endpoint.operation == nil && !endpoint.path.hasPrefix("/api/"), "\(endpoint.path)")
            case .routingKey(let scope):
                #expect(
                    operation(of: endpoint)?["description"]
                        == .string("Needs a routing key with the scope \(scope.rawValue) in the body."))
            case .key(let scope, _):
                guard let operation = operation(of: endpoint) else {
                    let isUnknownFormat = endpoint.path == "/api/v1/alerts/{id}" && scope == .alertsWrite
                    #expect(
                        endpoint.operation == nil && (scope == .incidentsRead || isUnknownFormat), "\(endpoint.path)")
                    continue
                }
                #expect(operation["description"] == .string("Needs a key with the scope \(scope.rawValue)."))
            }
        }
    }

    @Test func whatIsReadBeforehandIsDescribed() {
        for endpoint in endpoints {
            guard let operation = operation(of: endpoint) else { continue }
            let names = (operation["parameters"]?.arrayValue ?? []).compactMap { $0["$ref"]?.stringValue }
                .map { $0.split(separator: "/").last.map(String.init) ?? "" }
            #expect(names.contains("IfMatch") == endpoint.reads.contains(.ifMatch), "\(endpoint.path)")
            #expect(names.contains("IdempotencyKey") == endpoint.reads.contains(.idempotencyKey), "\(endpoint.path)")
            let hasCursor = names.contains { $0.hasSuffix("Cursor") }
            #expect(hasCursor == endpoint.reads.contains(.page), "\(endpoint.path)")
            #expect(names.contains("Limit") == endpoint.reads.contains(.page), "\(endpoint.path)")
        }
    }

    @Test func bodiesAreReadAsTheyAreDescribed() throws {
        var samples = 0
        for endpoint in endpoints {
            let media = operation(of: endpoint)?["requestBody"]?["content"]?["application/json"]
            guard let check = endpoint.check else {
                // Alerts come in several formats, whose own tests hold them.
                let takesAlerts = ["/api/v1/alerts", "/v2/", "/generic/", "/jsm/"].contains {
                    endpoint.path.hasPrefix($0)
                }
                #expect(media == nil || takesAlerts, "\(endpoint.path)")
                continue
            }
            let schema = RequestSamples(document: document, schema: try #require(media?["schema"], "\(endpoint.path)"))
            for body in schema.allowed {
                samples += 1
                #expect(throws: Never.self, "\(endpoint.path) \(body)") { try check(JSONReader(body)) }
            }
            for body in schema.forbidden {
                samples += 1
                #expect(throws: (any Error).self, "\(endpoint.path) \(body)") { try check(JSONReader(body)) }
            }
            #expect(schema.members == Self.members(check), "\(endpoint.path) reads what is described and nothing else")
        }
        #expect(samples > 60)
    }

    /// The members that a reader knows, as it says itself when it meets another.
    private static func members(_ check: (JSONReader) throws -> Void) -> [String] {
        do {
            try check(JSONReader(["no-such-member": true]))
            return []
        } catch let error as JSONDecodingError {
            guard error.expected.hasPrefix("only ") else { return [] }
            return error.expected.dropFirst(5).split(separator: ",").map { $0.filter { $0 != " " } }.sorted()
        } catch {
            return []
        }
    }
}
