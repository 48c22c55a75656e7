import Capabilities
import Incident
import JSON
import OnCall
import Testing

@testable import Organisation

/// What a process of the former release makes of a document that a newer one has applied.
@Suite struct NewerReleaseTests {
    /// Each object has a key that this release does not know.
    private static let document: JSON = [
        "teams": [["name": "payments"]],
        "people": [["email": "a@example.org", "name": "A", "pronouns": "they"]],
        "rotas": [
            ["name": "primary", "members": ["a@example.org"], "colour": "red"],
            ["name": "odd", "members": [["email": "a@example.org"]]],
        ],
        "schedules": [
            [
                "name": "nights", "timezone": "Europe/Berlin", "gaps": "reported", "colour": "red",
                "layers": [
                    [
                        "name": "1", "start": "2026-01-05T09:00", "turn": "1w", "members": ["a@example.org"],
                        "colour": "red",
                    ]
                ],
            ],
            [
                "name": "lunar", "timezone": "Europe/Berlin",
                "layers": [["name": "1", "start": "2026-01-05T09:00", "turn": "1moon", "members": ["a@example.org"]]],
            ],
            [
                "name": "holidays", "timezone": "Europe/Berlin",
                "layers": [
                    [
                        "name": "1", "start": "2026-01-05T09:00", "turn": "1w", "members": ["a@example.org"],
                        "hours": [["from": "09:00", "until": "17:00", "holidays": "DE-BY"]],
                    ]
                ],
            ],
        ],
        "severities": [["name": "SEV1", "colour": "red"]],
        "priorities": [["name": "high", "order": 1]],
        "incident_types": [
            [
                "name": "outage", "commander": "primary", "resources": ["ticket", "hologram"], "cost_model": "eu",
                "participants": ["nobody@example.org"],
            ],
            ["name": "breach", "commander": "secondary", "visibility": "secret"],
        ],
        "announcements": ["mail": ["all@example.org"], "quiet_hours": "22-6"],
        "providers": [
            ["name": "tracker", "kind": "jira", "project": "OPS", "url": "https://jira.example.org"],
            ["name": "chat", "kind": "http", "url": "matrix://example.org"],
        ],
        "capabilities": ["ticketing": ["tracker"], "paging": ["tracker"]],
        "sources": [["name": "dashboard", "key_header": "X-Key", "quota": 5]],
        "routes": [
            ["name": "weekend", "match": ["weekdays": ["sat"]], "action": "nothing"],
            ["name": "automatic", "action": "robot", "robot": "restart"],
            ["name": "all", "action": "incident", "incident": ["type": "outage", "tags": ["x"]], "owner": "a"],
        ],
        "native": ["group_domain": "example.org", "group_prefix": "inc-"],
    ]

    private func read() throws -> (configuration: OrganisationConfiguration, passedOver: [String]) {
        let leniency = JSONLeniency()
        let configuration = try OrganisationConfiguration(JSONReader(Self.document, leniency: leniency))
        return (configuration, leniency.passedOver.map(\.description))
    }

    @Test func unknownKeysArePassedOverAtEveryLevel() throws {
        let (configuration, passedOver) = try read()
        #expect(configuration.people.map(\.email) == ["a@example.org"])
        #expect(configuration.severities.map(\.name) == ["SEV1"])
        #expect(configuration.priorities.map(\.name) == ["high"])
        #expect(configuration.announcements.mail == ["all@example.org"])
        #expect(configuration.sources.map(\.name) == ["dashboard"])
        #expect(configuration.native.groupDomain == "example.org")
        for place in [
            "the value", "/people/0", "/rotas/0", "/schedules/0", "/schedules/0/layers/0", "/severities/0",
            "/incident_types/0", "/routes/2/incident",
        ] {
            #expect(passedOver.contains { $0.hasPrefix("\(place): expected only") }, "\(place)")
        }
    }

    @Test func anUnknownWordBecomesTheChoiceThatDoesNoHarm() throws {
        let configuration = try read().configuration
        #expect(configuration.type(named: "breach")?.visibility == .restricted)
        #expect(configuration.type(named: "outage")?.visibility == .open)
        #expect(configuration.type(named: "outage")?.resources == [.ticket])
    }

    @Test func whatCannotBeReadIsLeftOutAlone() throws {
        let (configuration, passedOver) = try read()
        #expect(configuration.rotas.map(\.name) == ["primary"])
        #expect(configuration.schedules.map(\.name) == ["nights"])
        #expect(configuration.schedules.map(\.allowsGaps) == [true])
        #expect(configuration.providers.map(\.name) == ["tracker"])
        #expect(passedOver.contains { $0.hasPrefix("/rotas/1/members/0: expected a string") })
    }

    @Test func aRouteWithAnUnknownConditionOrActionDecidesAboutNothing() throws {
        #expect(try read().configuration.routes.map(\.name) == ["all"])
    }

    @Test func aVendorThatOnlyANewerReleaseKnowsKeepsItsPlace() throws {
        let configuration = try read().configuration
        #expect(configuration.providers(of: .ticketing) == ["tracker"])
        #expect(configuration.providers.first?.kind == "jira")
        #expect(configuration.providers.first?.options == ["project": "OPS"])
    }

    @Test func noIncidentTypeIsLeftOut() throws {
        let document: JSON = [
            "people": [], "severities": [], "priorities": [], "incident_types": [["name": "breach", "commander": 1]],
        ]
        #expect(throws: JSONDecodingError.self) {
            try OrganisationConfiguration(JSONReader(document, leniency: JSONLeniency()))
        }
    }

    @Test func aFileWithAnyOfItIsRefused() {
        guard case .object(let object) = Self.document else { return }
        for key in object.keys where !["announcements"].contains(key) {
            var one: JSONObject = ["people": [], "severities": [], "priorities": [], "incident_types": []]
            one[key] = object[key]
            #expect(throws: JSONDecodingError.self, "\(key)") {
                let reader = JSONReader(.object(one))
                _ = try OrganisationConfiguration(reader)
                try VendorSchema.check(reader, vendors: [VendorSchema(kind: "http")])
            }
        }
    }
}
