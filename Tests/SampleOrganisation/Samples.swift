public import FoundationEssentials
public import JSON
public import Organisation

/// What tests of reports and alerts begin with.
public enum Samples {
    /// A configuration with a rota of two, and a route for each case.
    public static let organisationJSON: JSON = [
        "people": [
            ["email": "first@example.org", "name": "First", "team": "Reliability", "location": "Berlin"],
            ["email": "second@example.org", "name": "Second"],
            ["email": "owner@example.org", "name": "Owner", "team": "Product"],
        ],
        "rotas": [
            [
                "name": "primary", "members": ["first@example.org", "second@example.org"],
                "start": "2026-01-05T00:00:00Z", "turn_hours": 24,
            ]
        ],
        "severities": [["name": "SEV1"], ["name": "SEV2", "default": true]],
        "priorities": [["name": "high"], ["name": "low", "default": true]],
        "incident_types": [
            ["name": "outage", "default": true, "commander": "primary", "participants": ["owner@example.org"]],
            ["name": "breach", "visibility": "restricted", "commander": "second@example.org"],
        ],
        "sources": [["name": "dashboard", "key_header": "X-Dashboard-Key"]],
        "routes": [
            [
                "name": "quiet", "match": ["labels": ["team": "quiet"]], "action": "nothing",
            ],
            [
                "name": "critical", "match": ["minimum_severity": "critical"], "action": "incident",
                "incident": ["severity": "SEV1"],
            ],
        ],
    ]

    /// ``organisationJSON``, read.
    public static func organisation() throws -> OrganisationConfiguration {
        try OrganisationConfiguration(JSONReader(organisationJSON))
    }

    /// A time in the first member's turn.
    public static let monday = Date(timeIntervalSince1970: 1_767_603_600)
}
