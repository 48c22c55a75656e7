import JSON
import Testing

@testable import Organisation

/// What each section refuses, and where it says so.
@Suite struct SectionTests {
    private static let document: JSONObject = [
        "people": [["email": "a@example.org", "name": "A"]], "rotas": [["name": "r", "members": ["a@example.org"]]],
        "severities": [["name": "s"]], "priorities": [["name": "p"]],
        "incident_types": [["name": "t", "commander": "r"]],
        "providers": [["name": "own", "kind": "http", "url": "https://example.org"]],
    ]

    private func fault(_ key: String, _ section: JSON) -> String {
        var document = Self.document
        document[key] = section
        do {
            _ = try OrganisationConfiguration(JSONReader(.object(document)))
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func theDocumentItselfIsRight() {
        #expect(fault("routes", []) == "none")
    }

    @Test(
        arguments: [
            ("rotas", ["name": "r", "members": ["a@example.org"]], "/rotas/1"),
            ("severities", ["name": "s"], "/severities/1"), ("priorities", ["name": "p"], "/priorities/1"),
            ("incident_types", ["name": "t", "commander": "r"], "/incident_types/1"),
            ("people", ["email": "A@example.org", "name": "B"], "/people/1"),
            ("providers", ["name": "own", "kind": "http", "url": "https://example.org"], "/providers/1"),
            ("routes", ["name": "x", "action": "nothing"], "/routes/1"),
        ] as [(String, JSON, String)]) func aNameIsUsedOnce(_ key: String, _ entry: JSON, _ place: String)
    {
        let first = Self.document[key]?.arrayValue?.first ?? entry
        #expect(fault(key, [first, entry]).hasPrefix("\(place): expected a name that no other entry has"))
    }

    @Test(
        arguments: [
            ("rotas", [["name": "r", "members": ["b@example.org"]]], "/rotas/0/members/0"),
            ("rotas", [["name": "r", "members": []]], "/rotas/0/members"),
            ("incident_types", [["name": "t", "commander": "b@example.org"]], "/incident_types/0/commander"),
            (
                "incident_types", [["name": "t", "commander": "r", "participants": ["b"]]],
                "/incident_types/0/participants/0"
            ),
            ("capabilities", ["ticketing": ["native", "other"]], "/capabilities/ticketing/1"),
            ("routes", [["name": "x", "action": "incident", "incident": ["type": "u"]]], "/routes/0/incident/type"),
            (
                "routes", [["name": "x", "action": "incident", "incident": ["severity": "u"]]],
                "/routes/0/incident/severity"
            ),
            (
                "routes", [["name": "x", "action": "incident", "incident": ["priority": "u"]]],
                "/routes/0/incident/priority"
            ),
        ] as [(String, JSON, String)]) func aReferenceLeadsSomewhere(_ key: String, _ section: JSON, _ place: String)
    {
        #expect(fault(key, section).hasPrefix("\(place): expected "))
    }

    @Test(arguments: ["people", "severities", "priorities", "incident_types"])
    func someSectionsAreNeeded(_ key: String) {
        var document = Self.document
        document[key] = nil
        #expect(throws: JSONDecodingError.self) { try OrganisationConfiguration(JSONReader(.object(document))) }
    }

    @Test func aVendorsOwnKeysAreItsOwn() throws {
        let reader = JSONReader([
            "providers": [
                ["name": "a", "kind": "tracker", "project": "OPS"], ["name": "b", "kind": "chat", "project": "x"],
            ]
        ])
        let tracker = VendorSchema(kind: "tracker", keys: ["project"])
        #expect(throws: JSONDecodingError.self) { try VendorSchema.check(reader, vendors: [tracker]) }
        #expect(throws: JSONDecodingError.self) {
            try VendorSchema.check(reader, vendors: [tracker, VendorSchema(kind: "chat")])
        }
        try VendorSchema.check(reader, vendors: [tracker, VendorSchema(kind: "chat", keys: ["project"])])
    }
}
