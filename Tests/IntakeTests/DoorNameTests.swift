import Environment
import HTTPKit
import HTTPTypes
import Testing

@testable import Intake

@Suite struct DoorNameTests {
    @Test func everyEndpointHasItsDoor() throws {
        let doors = Dictionary(grouping: try OpenDoors.endpoints(), by: DoorName.init(of:))
            .mapValues { Set($0.map { "\($0.method.rawValue) \($0.path)" }) }
        let samples: [(DoorName, String)] = [
            (.alerts, "POST /api/v1/alerts"), (.alerts, "POST /v2/enqueue"), (.api, "GET /api/v1/alerts"),
            (.api, "GET /api/v1/openapi.json"), (.api, "GET /oncall/{token}/{kind}/{file}"),
            (.console, "GET /incidents/{name}"), (.console, "GET /p/{token}"), (.console, "GET /tickets/{id}"),
            (.hooks, "POST /hooks/{provider}"), (.playbooks, "GET /api/v1/playbooks"),
            (.playbooks, "POST /"),
        ]
        for (door, endpoint) in samples { #expect(doors[door]?.contains(endpoint) == true, "\(door) \(endpoint)") }
        // Mail is no door over HTTP.
        #expect(Set(doors.keys) == Set(DoorName.allCases).subtracting([.mail]))
    }

    @Test func theVariableNamesDoors() throws {
        func open(_ text: String) throws -> Set<DoorName> {
            try DoorName.open(EnvironmentVariables(["MUSTER_DOORS": text]))
        }
        #expect(try open("alerts, hooks") == [.alerts, .hooks])
        #expect(try open("") == Set(DoorName.allCases))
        for text in ["alert", "alerts,doors", ","] {
            #expect(throws: ConfigurationProblem.self, "\(text)") { try open(text) }
        }
    }
}
